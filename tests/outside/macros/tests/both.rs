//! Messages of both protocols.

use outside_macros::embedding::size::FrameToPage;
use outside_macros::lamp::{LampToPage, PageToLamp};
use outside_macros::{echoed, names};
use trilogue::Code;

trilogue::protocol!("../spec/lamp.yaml", serde);

#[test]
fn two_protocols_share_their_traits() {
    assert_eq!(names::<PageToLamp>(), ["dim", "light"]);
    assert_eq!(names::<FrameToPage>(), ["wants", "type"]);
    let broken = echoed(&LampToPage::Broken).unwrap();
    assert_eq!(broken, LampToPage::Broken);
}

#[test]
fn a_file_that_the_spec_includes_is_part_of_it() {
    let refused = PageToLamp::decode(br#"{"type":"dim","message":{"percent":40,"colour":"red"}}"#);
    let refusal = refused.unwrap_err();
    assert_eq!(
        (refusal.code(), refusal.path()),
        (Code::Pattern, "/message/colour")
    );
}

#[test]
fn a_module_has_generated_items_and_its_own() {
    let wants = FrameToPage::decode(br#"["size","wants",[640,480]]"#).unwrap();
    assert_eq!(wants.line().unwrap(), "[\"size\",\"wants\",[640,480]]\n");
    let by_serde = serde_json::to_string(&wants).unwrap();
    assert_eq!(by_serde, r#"["size","wants",[640,480]]"#);
}

#[test]
fn a_macro_can_stand_in_a_test_with_the_way_to_the_spec_from_there() {
    let dim = r#"{"type":"dim","message":{"percent":4}}"#;
    let message: lamp::PageToLamp = serde_json::from_str(dim).unwrap();
    assert_eq!(message.encode().unwrap(), dim);
}

#[test]
fn a_macro_can_stand_in_a_function() {
    trilogue::protocol!("spec/lamp.yaml");
    assert_eq!(lamp::PageToLamp::Light.name(), Some("light"));
}

macro_rules! module_of {
    ($visibility:vis $name:ident $path:literal) => {
        #[trilogue::from_spec($path)]
        $visibility mod $name {}
    };
}

module_of!(pub(crate) by_another_macro "spec/lamp.yaml");

#[test]
fn a_path_can_come_from_another_macro() {
    assert_eq!(by_another_macro::LampToPage::Broken.name(), Some("broken"));
}
