//! Statements and expressions as the printer takes them.

use trilogue_wire::telling::Constant;
use trilogue_wire::{Kind, Kinds};

use super::layout::{Doc, concat, join};
use super::sink::{key, literal, number, runtime, runtime_type, type_key};

/// A parameter and its type; one that may be left out ends in `?`.
pub type Parameter = (&'static str, Doc);

/// `open`, the items with commas, `close`: on one line, or one item a line.
fn enclosed(open: &'static str, edge: Doc, items: Vec<Doc>, close: &'static str) -> Doc {
    if items.is_empty() {
        return concat([open.into(), close.into()]);
    }
    let separator = concat([",".into(), Doc::Space]);
    let inside = concat([edge.clone(), join(items, &separator), Doc::IfBroken(",")]);
    concat([open.into(), inside.indent(), edge, close.into()]).group()
}

/// A call.
pub fn call(callee: Doc, arguments: Vec<Doc>) -> Doc {
    concat([callee, enclosed("(", Doc::Break, arguments, ")")])
}

/// A call whose last argument is a list, which alone is broken into lines.
pub fn call_with_list(callee: Doc, arguments: Vec<Doc>, last: Doc) -> Doc {
    let before = arguments
        .into_iter()
        .flat_map(|argument| [argument, ", ".into()])
        .collect();
    concat([callee, "(".into(), Doc::Concat(before), last, ")".into()])
}

/// The first that is there.
fn first_of(alternatives: Vec<Doc>) -> Doc {
    join(alternatives, &concat([" ??".into(), Doc::Space]))
}

/// A list of values.
pub fn list(items: Vec<Doc>) -> Doc {
    enclosed("[", Doc::Break, items, "]")
}

/// A list of lists with two items or more, which has a line for each as soon as there are two.
pub fn list_of_lists(items: Vec<Doc>) -> Doc {
    if items.len() > 1 {
        lines("[", items, "]")
    } else {
        list(items)
    }
}

/// A list of objects with two members or more, which has a line for each as soon as there are two.
pub fn literal_list(items: Vec<Doc>) -> Doc {
    list_of_lists(items)
}

/// A list of texts.
pub fn texts<'t>(items: impl Iterator<Item = &'t str>) -> Doc {
    list(items.map(|item| literal(item).into()).collect())
}

/// A constant as a literal.
pub fn constant_value(value: &Constant) -> Doc {
    match value {
        Constant::Null => "null".into(),
        Constant::Bool(value) => value.to_string().into(),
        Constant::Number(value) => number(*value).into(),
        Constant::Text(text) => literal(text).into(),
    }
}

/// Kinds of JSON.
pub fn kinds(kinds: Kinds) -> Doc {
    const WORDS: [(Kind, &str); 6] = [
        (Kind::Null, "null"),
        (Kind::Bool, "bool"),
        (Kind::Number, "number"),
        (Kind::Text, "text"),
        (Kind::List, "list"),
        (Kind::Object, "object"),
    ];
    let words = WORDS.iter().filter(|(kind, _)| kinds.has(*kind));
    texts(words.map(|(_, word)| *word))
}

/// An object of values.
pub fn object(members: Vec<Doc>) -> Doc {
    enclosed("{", Doc::Space, members, "}")
}

/// A member of an object.
pub fn member(name: &str, value: impl Into<Doc>) -> Doc {
    concat([key(name).into(), ": ".into(), value.into()])
}

/// A member of an object that holds a variable, in short where both are spelt alike.
pub fn variable_member(name: &str, variable: &str) -> Doc {
    if name == variable {
        name.to_owned().into()
    } else {
        member(name, variable.to_owned())
    }
}

/// A member of an object that holds the text.
pub fn text_member(name: &str, text: &str) -> Doc {
    member(name, literal(text))
}

/// A type of objects.
pub fn object_type(fields: Vec<Doc>) -> Doc {
    let separator = concat([";".into(), Doc::Space]);
    let inside = concat([Doc::Space, join(fields, &separator), Doc::IfBroken(";")]);
    concat(["{".into(), inside.indent(), Doc::Space, "}".into()]).group()
}

/// A field of a type of objects.
pub fn field(name: &str, optional: bool, ty: Doc) -> Doc {
    let mark = if optional { "?: " } else { ": " };
    concat([format!("readonly {}{mark}", type_key(name)).into(), ty])
}

/// `name = members`, where each member may have a comment before it.
pub fn union(name: &str, members: Vec<(Doc, Doc)>) -> Doc {
    let head = Doc::from(format!("export type {name} ="));
    let mut members = members;
    if members.len() == 1 {
        let (_, member) = members.remove(0);
        return concat([head, " ".into(), member, ";".into()]);
    }
    let mut inside = vec![Doc::Space];
    for (place, (comment, member)) in members.into_iter().enumerate() {
        let bar = if place == 0 {
            Doc::IfBroken("| ")
        } else {
            "| ".into()
        };
        if place > 0 {
            inside.push(Doc::Space);
        }
        inside.extend([comment, bar, member.indent()]);
    }
    concat([head, Doc::Concat(inside).indent().group(), ";".into()])
}

/// A type's value or a fault.
pub fn or_fault(ty: Doc) -> Doc {
    concat([ty, " | ".into(), runtime_type("Fault")])
}

/// A fault that is made here.
pub fn fault(code: &str, expected: &str) -> Doc {
    concat([
        "new ".into(),
        call(
            runtime("Fault"),
            vec![literal(code).into(), literal(expected).into()],
        ),
    ])
}

/// A step into a container: a key of an object or an index of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// A key of an object.
    Key(String),
    /// An index of a list.
    Index(usize),
}

impl Step {
    /// As a value.
    pub fn value(&self) -> String {
        match self {
            Self::Key(key) => literal(key),
            Self::Index(index) => index.to_string(),
        }
    }
}

/// A fault as seen from outside the containers of `steps`, the outermost first.
pub fn under(fault: Doc, steps: &[Step]) -> Doc {
    let calls = steps
        .iter()
        .rev()
        .map(|step| format!(".under({})", step.value()).into());
    Doc::Concat([fault].into_iter().chain(calls).collect())
}

/// `const name = value;`
pub fn constant(name: &str, value: Doc) -> Doc {
    concat([format!("const {name} = ").into(), value, ";".into()])
}

/// `const name = the first alternative that is there;`
pub fn constant_of(name: &str, alternatives: Vec<Doc>) -> Doc {
    let alternatives = concat([Doc::Space, first_of(alternatives).group()])
        .indent()
        .group();
    concat([format!("const {name} =").into(), alternatives, ";".into()])
}

/// `if (condition) statement`
pub fn when(condition: impl Into<Doc>, statement: Doc) -> Doc {
    let statement = concat([Doc::Space, statement]).indent();
    concat(["if (".into(), condition.into(), ")".into(), statement]).group()
}

/// `place = value;`
pub fn set(place: String, value: &str) -> Doc {
    let value = concat([Doc::Space, value.to_owned().into()])
        .indent()
        .group();
    concat([place.into(), " =".into(), value, ";".into()])
}

/// `condition ? one : other`
pub fn choice(condition: Doc, one: Doc, other: Doc) -> Doc {
    let outcomes = concat([Doc::Space, "? ".into(), one, Doc::Space, ": ".into(), other]);
    concat([condition, outcomes.indent()]).group()
}

/// `return value;`
pub fn give(value: Doc) -> Doc {
    concat(["return ".into(), value, ";".into()])
}

/// `return the first alternative that is there;`
pub fn give_first(alternatives: Vec<Doc>) -> Doc {
    let inside = concat([Doc::Break, first_of(alternatives)]).indent();
    let value = concat([Doc::IfBroken("("), inside, Doc::Break, Doc::IfBroken(")")]).group();
    concat(["return ".into(), value, ";".into()])
}

/// `name instanceof Fault`
pub fn is_fault(name: &str) -> Doc {
    concat([format!("{name} instanceof ").into(), runtime("Fault")])
}

/// `if (name instanceof Fault) return name;`
pub fn return_fault(name: &str) -> Doc {
    when(is_fault(name), give(name.to_owned().into()))
}

/// `if (name instanceof Fault) return` its refusal, as seen from the top of the message.
pub fn return_refused(name: &str, steps: &[Step], message: &Doc) -> Doc {
    let refusal = concat([
        under(name.to_owned().into(), steps),
        ".refuse(".into(),
        message.clone(),
        ")".into(),
    ]);
    when(is_fault(name), give(refusal))
}

/// Ends the function when `value` is no object.
pub fn only_objects(value: &'static str) -> Doc {
    let condition = concat(["!".into(), call(runtime("isObject"), vec![value.into()])]);
    when(condition, give(fault("type", "an object")))
}

/// `switch` over the values of `subject`: each case has its values and its only statement.
pub fn switch(subject: Doc, cases: Vec<(Vec<Doc>, Doc)>, last: Vec<Doc>) -> Doc {
    let mut inside = Vec::new();
    for (values, statement) in cases {
        for value in values {
            inside.extend([Doc::Newline, "case ".into(), value, ":".into()]);
        }
        inside.push(concat([Doc::Newline, statement]).indent());
    }
    inside.extend([Doc::Newline, "default:".into()]);
    inside.extend(
        last.into_iter()
            .map(|statement| concat([Doc::Newline, statement]).indent()),
    );
    concat([
        "switch (".into(),
        subject,
        ") {".into(),
        Doc::Concat(inside).indent(),
        Doc::Newline,
        "}".into(),
    ])
}

/// A function.
pub fn function(name: &str, parameters: Vec<Parameter>, returns: Doc, body: Vec<Doc>) -> Doc {
    let statements = body
        .into_iter()
        .flat_map(|statement| [Doc::Newline, statement])
        .collect();
    concat([
        head(name, parameters, returns),
        Doc::Concat(statements).indent(),
        Doc::Newline,
        "}".into(),
    ])
}

/// The first line of a function, up to its brace.
pub fn function_head(name: &str, parameters: Vec<Parameter>, returns: Doc) -> String {
    head(name, parameters, returns).print()
}

/// The same for a function that other files may call.
pub fn exported_head(name: &str, parameters: Vec<Parameter>, returns: Doc) -> String {
    concat(["export ".into(), head(name, parameters, returns)]).print()
}

fn head(name: &str, parameters: Vec<Parameter>, returns: Doc) -> Doc {
    let parameters: Vec<Doc> = parameters
        .into_iter()
        .map(|(name, ty)| match name.strip_suffix('?') {
            Some(name) => concat([name.into(), concat(["?: ".into(), ty]).type_only()]),
            None => concat([name.into(), annotation(ty)]),
        })
        .collect();
    let is_object = {
        let printed = returns.print();
        printed.starts_with('{') && printed.ends_with('}')
    };
    let returns = annotation(returns);
    let head = match parameters.as_slice() {
        // So is one that is given.
        [only] if is_object => concat(["(".into(), only.clone(), ")".into(), returns]),
        // An object that stands alone is broken before the list of parameters is.
        [only] if only.print().contains(": {") => {
            concat(["(".into(), only.clone(), ")".into(), returns])
        }
        [] => concat(["()".into(), returns]),
        _ => {
            let separator = concat([",".into(), Doc::Space]);
            let inside = concat([Doc::Break, join(parameters, &separator), Doc::IfBroken(",")]);
            concat(["(".into(), inside.indent(), Doc::Break, ")".into(), returns]).group()
        }
    };
    concat([format!("function {name}").into(), head, " {".into()])
}

fn annotation(ty: Doc) -> Doc {
    concat([": ".into(), ty]).type_only()
}

/// A constant map, which costs nothing if nobody uses it.
pub fn map(name: &str, key_type: Doc, value_type: Doc, entries: Vec<(Doc, Doc)>) -> Doc {
    constant(name, map_expression(key_type, value_type, entries))
}

/// A map.
pub fn map_expression(key_type: Doc, value_type: Doc, entries: Vec<(Doc, Doc)>) -> Doc {
    let pairs = entries
        .into_iter()
        .map(|(key, value)| list(vec![key, value]))
        .collect();
    concat([
        "/* @__PURE__ */ new Map".into(),
        concat(["<".into(), key_type, ", ".into(), value_type, ">".into()]).type_only(),
        "(".into(),
        list_of_lists(pairs),
        ")".into(),
    ])
}

/// `open`, one item a line, `close`.
pub fn lines(open: &'static str, items: Vec<Doc>, close: &'static str) -> Doc {
    let items = items
        .into_iter()
        .flat_map(|item| [Doc::Newline, item, ",".into()])
        .collect();
    concat([
        open.into(),
        Doc::Concat(items).indent(),
        Doc::Newline,
        close.into(),
    ])
}
