//! Members of unions without a tag, which must be told apart by what they look like.

use trilogue_wire::{Kind, Kinds};

use crate::diagnostic::{Diagnostic, quoted};
use crate::facts::{self, Keys};
use crate::model::{MemberBody, Protocol, Tagging, UnionId};
use crate::naming::Scope;
use crate::resolve::Resolver;
use crate::rules::AMBIGUOUS_MEMBERS;

/// What tells a member.
struct Rival<'p> {
    /// Its place in the union.
    index: usize,
    kinds: Kinds,
    keys: Option<Keys<'p>>,
}

impl Resolver<'_> {
    /// Reports members that look the same, and those of whom an earlier one takes everything.
    pub(super) fn rivals(&mut self, protocol: &Protocol) {
        for index in 0..self.drafts.unions.len() {
            let union = &protocol.unions[index];
            let is_whole = self.drafts.unions[index].members.len() == union.members.len();
            if union.tagging == Tagging::Untagged && is_whole {
                self.rivals_of(UnionId(index), protocol);
            }
        }
    }

    fn rivals_of(&mut self, id: UnionId, protocol: &Protocol) {
        let members = protocol.union(id).members.iter().enumerate();
        let rivals: Vec<Rival<'_>> = members
            .map(|(index, member)| match &member.body {
                MemberBody::Value(ty) => Rival {
                    index,
                    kinds: facts::kinds(protocol, ty),
                    keys: facts::keys(protocol, ty),
                },
                _ => Rival {
                    index,
                    kinds: Kinds::NONE,
                    keys: None,
                },
            })
            .collect();
        let mut scope = Scope::new(BY_MEMBER);
        for (place, later) in rivals.iter().enumerate() {
            let mut is_told = true;
            for earlier in &rivals[..place] {
                if let Some(why) = clash(earlier, later) {
                    let can_swap = clash(later, earlier).is_none();
                    self.ambiguous_members(id, [earlier.index, later.index], &why, can_swap);
                    is_told = false;
                    break;
                }
            }
            let draft = &self.drafts.unions[id.0];
            if is_told && !draft.named {
                let member = &draft.members[later.index];
                let (identifier, name) = (&member.identifier, &member.name);
                let what = format!("member {}", quoted(&name.value));
                scope.take(identifier, what, name.span, self.diagnostics);
            }
        }
    }

    fn ambiguous_members(&mut self, id: UnionId, pair: [usize; 2], why: &Clash, can_swap: bool) {
        let members = &self.drafts.unions[id.0].members;
        let [first, second] = pair.map(|index| &members[index].name);
        let names = [first, second].map(|name| quoted(&name.value));
        let message = format!(
            "the members {} and {} cannot be told apart",
            names[0], names[1]
        );
        let mistake = Diagnostic::new(AMBIGUOUS_MEMBERS, second.span, message);
        self.diagnostics.push(match why {
            Clash::Kind(kind) => mistake
                .label(format!("can be {}, too", kind.expected()))
                .secondary(first.span, format!("can be {}", kind.expected()))
                .help(out_of_kind(*kind)),
            Clash::Shadow => mistake
                .label("never chosen, or not for all of its values")
                .secondary(
                    first.span,
                    "takes its objects: no required key is this member's alone",
                )
                .help(if can_swap {
                    format!("write {} in front of {}", names[1], names[0])
                } else {
                    OUT_OF_SHADOW.to_owned()
                }),
        });
    }
}

/// What to do with two members that can be of one kind.
fn out_of_kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => OUT_OF_SHADOW,
        Kind::List => "use one list whose items are a union, or tell the members apart by a `tag`",
        Kind::Null => "let one of them alone be null, or write `nullable: true` beside `union`",
        Kind::Text => {
            "use one type that has the values of both: `string`, or a set such as `{ known: [auto] }`"
        }
        Kind::Number | Kind::Bool => {
            "use one type that has the values of both, such as `number` or `{ enum: [0, 1] }`"
        }
    }
}

/// What to do with two members whose objects look the same.
const OUT_OF_SHADOW: &str = "give one a field with a `const` of its own, write `tag:` with a key that tells them apart, or make one type of both";

/// How a spec chooses the name of a member of `A | B`.
const BY_MEMBER: &str = "with names for the members, as in `union: { first: A, second: B }`";

/// The kinds of values that nothing but their kind tells apart.
const WITHOUT_KEYS: [Kind; 5] = [Kind::Text, Kind::Number, Kind::Bool, Kind::Null, Kind::List];

/// Why two members cannot be told apart.
enum Clash {
    /// Both can be of this kind.
    Kind(Kind),
    /// The earlier one takes objects of the later one.
    Shadow,
}

fn clash(earlier: &Rival<'_>, later: &Rival<'_>) -> Option<Clash> {
    let both = |kind: &Kind| earlier.kinds.has(*kind) && later.kinds.has(*kind);
    if let Some(kind) = WITHOUT_KEYS.into_iter().find(both) {
        return Some(Clash::Kind(kind));
    }
    if !both(&Kind::Object) {
        return None;
    }
    let (Some(first), Some(second)) = (&earlier.keys, &later.keys) else {
        return Some(Clash::Kind(Kind::Object));
    };
    let own_key = |key: &&str| !second.declared.contains(key);
    let own_constant = |(key, constant): &(&str, &trilogue_wire::telling::Constant)| {
        second.constant(key) != Some(*constant)
    };
    let is_told = first.required.iter().any(own_key) || first.constants.iter().any(own_constant);
    (!is_told).then_some(Clash::Shadow)
}
