//! What `src/package` says of the elements agrees with the code.

use std::collections::BTreeSet;

use serde_json::Value;
use summit_brief::widget::Settings;

#[test]
fn the_manifest_has_every_attribute() {
    let manifest: Value = serde_json::from_str(include_str!("../../src/package/custom-elements.json")).unwrap();
    let declarations = manifest["modules"][0]["declarations"].as_array().unwrap();
    let element = declarations.iter().find(|declaration| declaration["tagName"] == "summit-brief").unwrap();
    let listed = element["attributes"].as_array().unwrap().iter().map(|attribute| attribute["name"].as_str().unwrap());
    // `src` and `brief` name the brief, and are not settings; `dir` is any element's.
    let unobserved = Settings::UNOBSERVED.iter().map(|(name, _)| *name).filter(|name| *name != "dir");
    let expected = Settings::OBSERVED.iter().copied().chain(unobserved).chain(["src", "brief"]);
    assert_eq!(listed.collect::<BTreeSet<_>>(), expected.collect::<BTreeSet<_>>());
}

#[test]
fn the_types_have_every_attribute() {
    let types = include_str!("../../src/package/types/element.d.ts");
    for name in Settings::OBSERVED {
        assert!(types.contains(&format!("\"{name}\"?:")) || types.contains(&format!(" {name}?:")), "{name}");
    }
}
