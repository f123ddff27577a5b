//! The types under `types`.

use crate::random::spec::maker::{Maker, Named, Plan, Ty, kinds};
use crate::random::yaml::Yaml;

impl Maker {
    /// The section `types`. What each is is settled first, so that they can hold each other.
    pub fn types(&mut self) -> Vec<(String, Yaml)> {
        let plans = self.plans();
        let mut written = Vec::with_capacity(plans.len());
        for plan in plans {
            let (name, kinds) = (self.type_name(), kinds_of(plan));
            self.named.push(Named {
                name,
                plan,
                kinds,
                keys: None,
            });
        }
        for place in 0..self.named.len() {
            let plan = self.named[place].plan;
            let ty = self.of_plan(plan);
            let named = &mut self.named[place];
            named.kinds = ty.kinds;
            named.keys.clone_from(&ty.keys);
            written.push((named.name.clone(), ty.yaml()));
            self.made = place + 1;
        }
        written
    }

    fn plans(&mut self) -> Vec<Plan> {
        let mut plans = vec![
            Plan::Struct,
            Plan::Struct,
            Plan::Tagged,
            Plan::Set,
            Plan::Untagged,
        ];
        for _ in 0..self.chance.below(2) {
            let more = [
                Plan::Struct,
                Plan::Tagged,
                Plan::Untagged,
                Plan::Tuple,
                Plan::Set,
            ];
            plans.push(*self.chance.pick(&more));
        }
        if self.percent(70) {
            plans.push(Plan::Alias);
        }
        self.chance.shuffle(&mut plans);
        plans
    }

    fn of_plan(&mut self, plan: Plan) -> Ty {
        let mut ty = match plan {
            Plan::Struct => {
                self.used("struct");
                let (entries, keys) = self.struct_entries(2, &[]);
                Ty {
                    keys: Some(keys),
                    ..Ty::mapping(entries, kinds::OBJECT)
                }
            }
            Plan::Tagged => {
                self.used("recursive through union");
                self.tagged(2)
            }
            Plan::Untagged => self.untagged(2),
            Plan::Set => self.set(),
            Plan::Tuple => self.tuple(1),
            Plan::Alias => return self.alias(),
        };
        if self.percent(20) {
            let mut entries = ty.clone().entries();
            entries.push(("doc".to_owned(), self.doc()));
            ty = Ty {
                written: super::maker::Written::Mapping(entries),
                ..ty
            };
        }
        ty
    }

    fn alias(&mut self) -> Ty {
        self.used("alias");
        let ty = match self.chance.below(3) {
            0 => self.reference(false),
            _ => self.scalar(),
        };
        let nullable = self.percent(45);
        if nullable {
            self.used("alias that is nullable");
        }
        self.marked(ty, false, nullable)
    }
}

fn kinds_of(plan: Plan) -> u8 {
    match plan {
        Plan::Struct | Plan::Tagged => kinds::OBJECT,
        Plan::Tuple => kinds::LIST,
        Plan::Untagged | Plan::Set | Plan::Alias => kinds::ANY,
    }
}
