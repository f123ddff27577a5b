//! The sink for literals: numbers as people write them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use trilogue_wire::telling::{Constant, Name};
use trilogue_wire::{Kind, Kinds};

/// Whole numbers from here on are written with an exponent.
const HUGE: f64 = 1e15;

/// A double: `0.0`, `2_048.0`, `-1.5`, `1e300`.
pub fn number(value: f64) -> TokenStream {
    let size = value.abs();
    let is_plain = size == 0.0 || (1e-3..HUGE).contains(&size);
    let text = if is_plain {
        format!("{size:?}")
    } else {
        format!("{size:e}")
    };
    let text = match text.split_once('.') {
        Some((whole, fraction)) if is_plain => {
            format!("{}.{}", grouped(whole), fraction_grouped(fraction))
        }
        _ => text,
    };
    let literal = text
        .parse::<Literal>()
        .unwrap_or_else(|_| Literal::f64_unsuffixed(size));
    if value.is_sign_negative() {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// A count: `64`, `2048`, `100_000`.
pub fn count(value: usize) -> TokenStream {
    let literal = grouped(&value.to_string())
        .parse::<Literal>()
        .unwrap_or_else(|_| Literal::usize_unsuffixed(value));
    quote!(#literal)
}

/// A constant of a form, as the table of forms holds it.
pub fn constant(value: &Constant) -> TokenStream {
    match value {
        Constant::Null => quote!(telling::Constant::Null),
        Constant::Bool(value) => quote!(telling::Constant::Bool(#value)),
        Constant::Number(value) => {
            let value = number(*value);
            quote!(telling::Constant::Number(#value))
        }
        Constant::Text(text) => {
            let text: &str = text;
            quote!(telling::Constant::Text(#text.into()))
        }
    }
}

/// A function of `&mut Writer` called `out` that does what an expression does.
pub fn writing(written: &TokenStream) -> TokenStream {
    if written.to_string().replace(' ', "") == "out.null()" {
        quote!(Writer::null)
    } else {
        quote!(|out| #written)
    }
}

/// An expression that writes a constant to `out`.
pub fn written(value: &Constant) -> TokenStream {
    let literal = scalar(value);
    match value {
        Constant::Null => quote!(out.null()),
        Constant::Bool(_) => quote!(out.boolean(#literal)),
        Constant::Number(_) => quote!(out.number(#literal)),
        Constant::Text(_) => quote!(out.text(#literal)),
    }
}

/// A constant as the Rust value that it is read as.
pub fn scalar(value: &Constant) -> TokenStream {
    match value {
        Constant::Null => quote!(()),
        Constant::Bool(value) => quote!(#value),
        Constant::Number(value) => number(*value),
        Constant::Text(text) => {
            let text: &str = text;
            quote!(#text)
        }
    }
}

/// A whole number as an integer: `5`, `-100_000`.
pub fn whole(value: f64) -> TokenStream {
    let literal = grouped(&format!("{:.0}", value.abs()))
        .parse::<Literal>()
        .unwrap_or_else(|_| Literal::f64_unsuffixed(value.abs()));
    if value < 0.0 {
        quote!(-#literal)
    } else {
        quote!(#literal)
    }
}

/// A constant as people and verdicts write it: text itself, anything else as JSON.
pub fn shown(value: &Constant) -> String {
    match value {
        Constant::Null => "null".to_owned(),
        Constant::Bool(value) => value.to_string(),
        Constant::Number(value) => Name::number(*value).into_text().into_owned(),
        Constant::Text(text) => text.clone().into_owned(),
    }
}

/// A set of JSON kinds.
pub fn kinds(kinds: Kinds) -> TokenStream {
    let all = [
        (Kind::Null, quote!(NULL)),
        (Kind::Bool, quote!(BOOL)),
        (Kind::Number, quote!(NUMBER)),
        (Kind::Text, quote!(TEXT)),
        (Kind::List, quote!(LIST)),
        (Kind::Object, quote!(OBJECT)),
    ];
    let names = all.iter().filter(|(kind, _)| kinds.has(*kind));
    let names: Vec<&TokenStream> = names.map(|(_, name)| name).collect();
    match names.as_slice() {
        [] => quote!(trilogue::Kinds::NONE),
        names if names.len() == all.len() => quote!(trilogue::Kinds::ALL),
        [first, more @ ..] => quote!(trilogue::Kinds::#first #(.and(trilogue::Kinds::#more))*),
    }
}

/// Digits in threes from the right, if there are more than four.
fn grouped(digits: &str) -> String {
    if digits.len() < 5 {
        return digits.to_owned();
    }
    let first = digits.len() % 3;
    let (head, tail) = digits.split_at(first);
    let mut groups = chunks(tail);
    if !head.is_empty() {
        groups.insert(0, head);
    }
    groups.join("_")
}

/// Digits in threes from the left, if there are more than four.
fn fraction_grouped(digits: &str) -> String {
    if digits.len() < 5 {
        digits.to_owned()
    } else {
        chunks(digits).join("_")
    }
}

fn chunks(digits: &str) -> Vec<&str> {
    (0..digits.len())
        .step_by(3)
        .map(|start| &digits[start..digits.len().min(start + 3)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_back_as_the_same_double() {
        for value in [
            0.0,
            -0.0,
            1.0,
            -1.5,
            0.1,
            0.001,
            1e-7,
            123_456.789_012,
            9_007_199_254_740_991.0,
            1e15,
            1e300,
            5e-324,
            f64::MAX,
        ] {
            let text = number(value).to_string().replace(['_', ' '], "");
            assert_eq!(
                text.parse::<f64>().map(f64::to_bits),
                Ok(value.to_bits()),
                "{text}"
            );
        }
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(number(2048.0).to_string(), "2048.0");
        assert_eq!(number(1_234_567.0).to_string(), "1_234_567.0");
        assert_eq!(number(0.123_456_7).to_string(), "0.123_456_7");
        assert_eq!(number(1e300).to_string(), "1e300");
        assert_eq!(count(2048).to_string(), "2048");
        assert_eq!(count(100_000).to_string(), "100_000");
    }
}
