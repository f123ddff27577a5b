//! The keys that a struct does not declare, and the field that holds them.

use quote::quote;
use syn::Field;

use super::Subject;
use crate::conform::written::{entries, is, shown};
use crate::model::{Others, Struct, Type};
use crate::target::rust::lower;
use crate::target::rust::types;

impl Subject<'_, '_, '_> {
    /// What happens to other keys, where `field` is that of the user's which holds them.
    pub(super) fn others(
        &mut self,
        model: &Struct,
        field: Option<&Field>,
    ) -> Option<lower::Others> {
        let any = types::any(&mut self.fitting.scope);
        let ignored = self.words.word("ignore_extra").cloned();
        let kept = match &model.others {
            Others::Ignore | Others::Refuse => {
                let what = match model.others {
                    Others::Ignore => "drops",
                    _ => "refuses",
                };
                let message = format!("the spec {what} keys that it does not declare");
                if let Some(field) = field {
                    self.mistakes
                        .against(&field.ident, &message, model.span, "declared here");
                }
                if let Some(word) = &ignored {
                    self.mistakes
                        .against(word, &message, model.span, "declared here");
                }
                return Some(match model.others {
                    Others::Ignore => lower::Others::Ignore,
                    _ => lower::Others::Refuse,
                });
            }
            Others::Keep => None,
            Others::Typed(ty) => Some(ty),
        };
        match (field, kept, ignored) {
            (Some(field), kept, None) => self.kept(field, kept),
            (None, None, Some(_)) => Some(lower::Others::Keep(Box::new(any))),
            (Some(_), _, Some(word)) => {
                self.mistakes
                    .at(word, "a field holds the other keys: remove one of both");
                None
            }
            (None, Some(_), Some(word)) => {
                self.mistakes.against(
                    word,
                    "other keys have a type, which must be looked at: a field holds them",
                    model.span,
                    "declared here",
                );
                None
            }
            (None, kept, None) => {
                let ty = kept.map_or_else(
                    || "Json".to_owned(),
                    |ty| shown(&types::lower(ty, &mut self.fitting.scope).name),
                );
                let message = format!(
                    "keys that the spec does not declare are kept: add `#[trilogue(extra)] \
                     extra: BTreeMap<String, {ty}>`, or drop them with `#[trilogue(ignore_extra)]`"
                );
                self.mistakes
                    .against(&self.item.ident, message, model.span, "declared here");
                None
            }
        }
    }

    fn kept(&mut self, field: &Field, ty: Option<&Type>) -> Option<lower::Others> {
        let entries = entries(&field.ty, "BTreeMap").filter(|(key, _)| is(key, "String"));
        let Some((_, value)) = entries else {
            self.mistakes.at(
                &field.ty,
                "this holds the other keys: write `BTreeMap<String, …>`",
            );
            return None;
        };
        let any = super::target::any();
        let fitted = self.fitting.view(ty.unwrap_or(&any), value, None);
        match fitted {
            Ok(mut view) => {
                view.name = quote!(#value);
                Some(lower::Others::Keep(Box::new(view)))
            }
            Err(misfit) => {
                self.mistakes.at(misfit.place, misfit.message);
                None
            }
        }
    }
}
