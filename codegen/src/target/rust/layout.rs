//! Layouts as telling takes them: constants of the generated file.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use trilogue_wire::Kinds;
use trilogue_wire::telling::{Constant, Marks, NameTest, Node, Test};

use super::literal;
use super::lower::PipeView;
use super::print::Item;
use crate::model::Form;

/// The constant that holds a form.
pub fn name(pipe: &PipeView<'_>, form: usize) -> Ident {
    constant(pipe, &format!("{}_layout", kind_name(pipe, form)))
}

/// The constant that holds all forms.
pub fn all(pipe: &PipeView<'_>) -> Ident {
    constant(pipe, "forms")
}

/// A constant of a pipe.
pub fn constant(pipe: &PipeView<'_>, what: &str) -> Ident {
    format_ident!("{}", pipe.inner(what).to_string().to_uppercase())
}

/// What a form is called: its kind, and a number if that has several forms.
pub fn kind_name(pipe: &PipeView<'_>, form: usize) -> String {
    let forms = &pipe.model.forms;
    let same = forms[..form]
        .iter()
        .filter(|other| other.kind == forms[form].kind)
        .count();
    let kind = forms[form].kind.word();
    if same == 0 {
        kind.to_owned()
    } else {
        format!("{kind}_{}", same + 1)
    }
}

/// A constant that holds some of the forms of a pipe.
pub fn table(pipe: &PipeView<'_>, table: &Ident, forms: &[usize]) -> Item {
    let doc = if forms.len() == pipe.model.forms.len() {
        " All layouts, in the order of the spec."
    } else {
        " The layouts that one text leaves, in the order of the spec."
    };
    let names = forms.iter().map(|form| name(pipe, *form));
    Item::Whole(quote! {
        #[doc = #doc]
        const #table: &[telling::Form] = &[#(telling::Form::of(#names)),*];
    })
}

/// The name of a constant that belongs to a table of forms, without its last word.
pub fn beside(table: &Ident, what: &str) -> String {
    let table = table.to_string();
    match table.split_once("FORMS") {
        Some((before, after)) => format!("{before}{what}{after}"),
        None => what.to_owned(),
    }
}

/// A constant that holds a form.
pub fn layout(pipe: &PipeView<'_>, place: usize) -> Item {
    let form: &Form = &pipe.model.forms[place];
    let name = name(pipe, place);
    let doc = format!(" How messages of the kind `{}` look.", form.kind.word());
    let nodes = form.telling.nodes.iter().map(node);
    Item::Whole(quote! {
        #[doc = #doc]
        const #name: &[telling::Node] = &[#(#nodes),*];
    })
}

fn node(node: &Node) -> TokenStream {
    let Node { path, test } = node;
    let path: &str = path;
    match test {
        Test::Object => quote!(telling::Node::object(#path)),
        Test::List => quote!(telling::Node::list(#path)),
        Test::Constant(Constant::Text(text)) => {
            let text: &str = text;
            quote!(telling::Node::text(#path, #text))
        }
        Test::Constant(constant) => {
            let constant = const_constant(constant);
            quote!(telling::Node::constant(#path, #constant))
        }
        Test::Name(test) if *test == NameTest::TEXT => quote!(telling::Node::name(#path)),
        Test::Name(test) => {
            let test = name_test(test);
            quote!(telling::Node::named(#path, #test))
        }
        Test::Absent => quote!(telling::Node::absent(#path)),
        Test::Slot => quote!(telling::Node::slot(#path)),
        Test::OptionalSlot => quote!(telling::Node::optional_slot(#path)),
    }
}

fn name_test(test: &NameTest) -> TokenStream {
    let NameTest {
        prefix,
        suffix,
        also,
        kinds: of,
    } = test;
    let of = literal::kinds(*of);
    if prefix.is_empty() && suffix.is_empty() && also.is_empty() {
        return quote!(telling::NameTest::of_kinds(#of));
    }
    let also = also.iter().map(|name| key(name));
    let (prefix, suffix): (&str, &str) = (prefix, suffix);
    quote!(telling::NameTest::of(#prefix, #suffix, &[#(#also),*], #of))
}

fn key(text: &str) -> TokenStream {
    quote!(Cow::Borrowed(#text))
}

/// A constant as a constant expression.
fn const_constant(constant: &Constant) -> TokenStream {
    match constant {
        Constant::Text(text) => {
            let text = key(text);
            quote!(telling::Constant::Text(#text))
        }
        _ => literal::constant(constant),
    }
}

/// A constant that holds what tells messages of one name apart.
pub fn rivals(name: &Ident, what: &str, rivals: &[(usize, &Marks)]) -> Item {
    let doc = format!(" What tells the {what} apart.");
    let rivals = rivals.iter().map(|(form, own)| {
        let (form, marks) = (literal::count(*form), marks(own));
        quote!(telling::Rival::of(#form, #marks))
    });
    Item::Whole(quote! {
        #[doc = #doc]
        const #name: &[telling::Rival] = &[#(#rivals),*];
    })
}

/// What tells a payload, as a constant expression.
pub fn marks(marks: &Marks) -> TokenStream {
    let Marks {
        at,
        constants,
        required,
        declared,
        kinds: of,
        constant,
    } = marks;
    let at: &str = at;
    if *marks == Marks::NOTHING {
        return quote!(telling::Marks::NOTHING);
    }
    if let Some(constant) = constant {
        let constant = const_constant(constant);
        return quote!(telling::Marks::of_constant(#at, #constant));
    }
    let has_keys = !(constants.is_empty() && required.is_empty() && declared.is_empty());
    if *of != Kinds::OBJECT && !has_keys {
        let of = literal::kinds(*of);
        return quote!(telling::Marks::of_kinds(#at, #of));
    }
    let kinds = (*of != Kinds::OBJECT).then(|| {
        let of = literal::kinds(*of);
        quote!(.that_can_be(#of))
    });
    let constants = constants.iter().map(|(name, constant)| {
        let (name, constant) = (key(name), const_constant(constant));
        quote!((#name, #constant))
    });
    let required = required.iter().map(|name| key(name));
    let declared = declared.iter().map(|name| key(name));
    quote! {
        telling::Marks::of_keys(#at, &[#(#constants),*], &[#(#required),*], &[#(#declared),*])#kinds
    }
}
