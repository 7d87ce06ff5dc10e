//! Holds the map of rooms in `src/lib.rs`: which room may import which, and where Yew and the browser may be touched.
//! That the clock is read in one place is for clippy to hold (`disallowed-methods` in clippy.toml).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Crates that touch the browser, and the rooms that may use them.
const BROWSER: [&str; 6] = ["web_sys", "js_sys", "gloo", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];
const BESIDE_THE_BROWSER: [&str; 2] = ["platform", "element"];

/// Rooms that do not know Yew either.
const WITHOUT_YEW: [&str; 7] = ["time", "brief", "schedule", "text", "widget", "platform", "desk"];

/// What each room may import: what its row of the table in `lib.rs` names, and what those may import in turn.
struct Map(BTreeMap<String, BTreeSet<String>>);

impl Map {
    fn read() -> Self {
        Self::of(&fs::read_to_string(root().join("src/lib.rs")).unwrap())
    }

    fn of(lib: &str) -> Self {
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let mut map: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in lib.lines().filter_map(|line| line.strip_prefix("//! | ")) {
            let cells: Vec<&str> = row.split('|').collect();
            let [room, _, imports, ""] = cells.as_slice() else { panic!("not a row of three cells: {row}") };
            let [room] = names(room).try_into().unwrap_or_else(|_| [String::new()]);
            if room.is_empty() {
                continue;
            }
            let mut allowed = BTreeSet::new();
            for import in names(imports) {
                let further =
                    map.get(&import).unwrap_or_else(|| panic!("{room} imports {import}, which is not above it"));
                allowed.extend(further.iter().cloned().chain([import]));
            }
            assert!(map.insert(room.clone(), allowed).is_none(), "{room} has two rows");
        }
        Self(map)
    }
}

/// A file of `src`, by its path there.
struct File {
    path: String,
    tokens: Vec<String>,
    starts_with_doc: bool,
}

impl File {
    fn new(path: &str, source: &str) -> Self {
        let mut tokens = Vec::new();
        flatten(source.parse().unwrap_or_else(|error| panic!("{path}: {error}")), &mut tokens);
        Self { path: path.to_owned(), tokens, starts_with_doc: source.starts_with("//! ") }
    }

    fn token(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", String::as_str)
    }

    /// The modules that lead to this file: `["element", "cards"]`; none for `lib.rs`.
    fn module(&self) -> Vec<&str> {
        let mut module: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        if matches!(module.last(), Some(&"mod" | &"lib")) {
            module.pop();
        }
        module
    }

    /// The room; empty for `lib.rs`.
    fn room(&self) -> &str {
        self.module().first().copied().unwrap_or_default()
    }

    /// The names right under the crate's root that this file uses; `*` for the root as a whole.
    fn uses_of_root(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        // The depth of braces at which each `mod name {` around the place opened.
        let (mut depth, mut inner) = (0_usize, Vec::new());
        for index in 0..self.tokens.len() {
            match self.token(index) {
                "{" => {
                    depth += 1;
                    if index >= 2 && self.token(index - 2) == "mod" {
                        inner.push(depth);
                    }
                }
                "}" => {
                    if inner.last() == Some(&depth) {
                        inner.pop();
                    }
                    depth -= 1;
                }
                "summit_brief" | "crate" => match self.token(index + 1) {
                    "::" => self.names_after(index + 1, &mut found),
                    "as" => drop(found.insert("*")),
                    _ => {}
                },
                // The first `super` of a path.
                "super" if index < 2 || self.token(index - 1) != "::" || self.token(index - 2) == "self" => {
                    let mut end = index;
                    while self.token(end + 1) == "::" && self.token(end + 2) == "super" {
                        end += 2;
                    }
                    let ups = (end - index) / 2 + 1;
                    // `pub(super)` names no module.
                    if self.token(end + 1) == "::" && ups >= self.module().len() + inner.len() {
                        self.names_after(end + 1, &mut found);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The names that follow the `::` at `separator`: one, or those of a list in braces, or all.
    fn names_after<'a>(&'a self, separator: usize, found: &mut BTreeSet<&'a str>) {
        if self.token(separator + 1) != "{" {
            found.insert(self.token(separator + 1));
            return;
        }
        let (mut depth, mut begins) = (0, false);
        for token in &self.tokens[separator + 1..] {
            match token.as_str() {
                "{" => (depth, begins) = (depth + 1, depth == 0),
                "}" => depth -= 1,
                "," => begins = depth == 1,
                name if begins => {
                    begins = false;
                    found.insert(if name == "self" { "*" } else { name });
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }

    /// Every rule this file breaks.
    fn violations(&self, map: &Map) -> Vec<String> {
        let mut found = Vec::new();
        if !self.starts_with_doc {
            found.push("does not start with a //! line".to_owned());
        }
        let room = self.room();
        match map.0.get(room) {
            // The crate's own face, and the program, which is thin.
            None if room.is_empty() => {}
            None if room == "bin" => {
                let others = self.uses_of_root().into_iter().filter(|name| *name != "cli");
                found.extend(others.map(|name| format!("bin must not import {name}")));
            }
            None => found.push(format!("the room {room} is not in the table")),
            Some(allowed) => {
                let others = self.uses_of_root().into_iter().filter(|name| *name != room && !allowed.contains(*name));
                found.extend(others.map(|name| match name {
                    "*" => "uses the whole crate".to_owned(),
                    name => format!("{room} must not import {name}"),
                }));
            }
        }
        let uses = |name: &&&str| self.tokens.iter().any(|token| token.trim_start_matches("r#") == **name);
        if !BESIDE_THE_BROWSER.contains(&room) {
            found.extend(BROWSER.iter().filter(uses).map(|name| format!("{room} must not touch {name}")));
        }
        if WITHOUT_YEW.contains(&room) && uses(&&"yew") {
            found.push(format!("{room} must not use yew"));
        }
        found.into_iter().map(|rule| format!("src/{}: {rule}", self.path)).collect()
    }
}

/// Identifiers and signs one by one, but for `::`; macros' arguments too. Comments and texts are neither.
fn flatten(stream: TokenStream, into: &mut Vec<String>) {
    let mut after_colon = false;
    for tree in stream {
        let colon = matches!(&tree, TokenTree::Punct(sign) if sign.as_char() == ':');
        match tree {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    proc_macro2::Delimiter::Brace => ("{", "}"),
                    _ => ("(", ")"),
                };
                into.push(open.to_owned());
                flatten(group.stream(), into);
                into.push(close.to_owned());
            }
            TokenTree::Punct(_) if colon && after_colon => {
                *into.last_mut().unwrap() = "::".to_owned();
                after_colon = false;
                continue;
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => into.push(tree.to_string()),
            TokenTree::Literal(_) => into.push(String::new()),
        }
        after_colon = colon;
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn collect(directory: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(directory).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, paths);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            paths.push(path);
        }
    }
}

fn sources() -> Vec<File> {
    let (src, mut paths) = (root().join("src"), Vec::new());
    collect(&src, &mut paths);
    paths.sort();
    let file = |path: &PathBuf| {
        let name = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        File::new(&name, &fs::read_to_string(path).unwrap())
    };
    paths.iter().map(file).collect()
}

#[test]
fn every_source_file_keeps_the_layers() {
    let map = Map::read();
    let found: Vec<String> = sources().iter().flat_map(|file| file.violations(&map)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_map_names_every_room_and_every_import_it_allows_is_used() {
    let (files, map) = (sources(), Map::read());
    let rooms: BTreeSet<&str> = files.iter().map(File::room).filter(|room| !["", "bin"].contains(room)).collect();
    assert_eq!(rooms, map.0.keys().map(String::as_str).collect());
    let used: BTreeSet<(&str, &str)> =
        files.iter().flat_map(|file| file.uses_of_root().into_iter().map(|name| (file.room(), name))).collect();
    let named = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for row in named.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let Some((room, _)) = names.split_first() else { continue };
        let imports: Vec<&str> = row.rsplit(" | ").next().unwrap().split('`').skip(1).step_by(2).collect();
        for import in imports {
            assert!(used.contains(&(*room, import)), "{room} may import {import}, and does not");
        }
    }
}

#[test]
fn every_test_file_starts_with_a_doc_line() {
    let mut paths = Vec::new();
    collect(&root().join("tests"), &mut paths);
    assert!(paths.len() > 5);
    for path in paths {
        assert!(fs::read_to_string(&path).unwrap().starts_with("//! "), "{}", path.display());
    }
}

/// The violations of a file at `path` with `code` under a proper first line, without the file's name.
fn verdict(path: &str, code: &str) -> Vec<String> {
    let file = File::new(path, &format!("//! A file.\n\n{code}\n"));
    let name = format!("src/{path}: ");
    file.violations(&Map::read()).iter().map(|found| found.strip_prefix(&name).unwrap().to_owned()).collect()
}

#[test]
fn an_import_that_points_the_wrong_way_is_found_in_every_form() {
    for (path, code, expected) in [
        ("time/civil.rs", "use crate::text::Locale;", "time must not import text"),
        ("time/civil.rs", "use crate::{time::Instant, text::{Locale, fill}};", "time must not import text"),
        ("time/civil.rs", "pub use crate :: element :: Settings;", "time must not import element"),
        ("time/civil.rs", "fn f() -> crate::text::Locale { todo() }", "time must not import text"),
        ("time/civil.rs", "fn f() { write!(x, \"{}\", crate::text::fill) }", "time must not import text"),
        ("time/civil.rs", "use super::super::components::Content;", "time must not import components"),
        ("time/civil.rs", "use self::super::super::components::Content;", "time must not import components"),
        ("time/civil.rs", "use super::super::{time, brief};", "time must not import brief"),
        ("time/mod.rs", "use super::components::Content;", "time must not import components"),
        ("time/mod.rs", "mod a { use super::super::text::fill; }", "time must not import text"),
        ("brief/model.rs", "use crate::schedule::Agenda;", "brief must not import schedule"),
        ("desk.rs", "use super::platform::now;", "desk must not import platform"),
        ("components/deep/er.rs", "use super::super::super::element;", "components must not import element"),
        ("platform/intl.rs", "use crate::text::fill;", "platform must not import text"),
        ("widget/view.rs", "use crate::components::widget;", "widget must not import components"),
        ("brief/model.rs", "#[cfg(feature = \"desk\")] use crate::desk::ZoneNames;", "brief must not import desk"),
        ("desk/check.rs", "use crate::render::html;", "desk must not import render"),
        ("cli.rs", "use crate::element::Settings;", "cli must not import element"),
        ("bin/summit-brief.rs", "use summit_brief::brief::Brief;", "bin must not import brief"),
        ("text/mod.rs", "use crate::*;", "uses the whole crate"),
        ("text/mod.rs", "use crate::{self as all};", "uses the whole crate"),
        ("text/mod.rs", "use crate as all;", "uses the whole crate"),
        ("text/mod.rs", "use super::*;", "uses the whole crate"),
        ("misc/mod.rs", "", "the room misc is not in the table"),
    ] {
        assert_eq!(verdict(path, code), [expected], "{path}: {code}");
    }
}

#[test]
fn a_hand_on_the_browser_is_found_outside_its_boundary() {
    for (path, code, expected) in [
        ("components/widget.rs", "use web_sys::window;", "components must not touch web_sys"),
        ("components/widget.rs", "fn f(x: &::js_sys::Object) {}", "components must not touch js_sys"),
        (
            "components/widget.rs",
            "fn f() { html! { <p>{web_sys::window()}</p> } }",
            "components must not touch web_sys",
        ),
        ("text/dates.rs", "use gloo::utils::document;", "text must not touch gloo"),
        ("time/mod.rs", "use wasm_bindgen::prelude::*;", "time must not touch wasm_bindgen"),
        ("time/mod.rs", "extern crate web_sys as w;", "time must not touch web_sys"),
        ("brief/model.rs", "use serde_wasm_bindgen::from_value;", "brief must not touch serde_wasm_bindgen"),
        ("render.rs", "use r#js_sys::Date;", "render must not touch js_sys"),
        ("brief/model.rs", "use yew::AttrValue;", "brief must not use yew"),
        ("widget/view.rs", "use yew::Callback;", "widget must not use yew"),
        ("lib.rs", "pub use wasm_bindgen;", " must not touch wasm_bindgen"),
    ] {
        assert_eq!(verdict(path, code), [expected], "{path}: {code}");
    }
}

#[test]
fn a_file_without_a_doc_line_is_found() {
    for source in [
        "",
        "use std::fmt;",
        "// A file.",
        "//!",
        "\n//! A file.",
        "/// A file.\nstruct A;",
        "#![allow(x)]\n//! A file.",
    ] {
        let found = File::new("time/civil.rs", source).violations(&Map::read());
        assert_eq!(found, ["src/time/civil.rs: does not start with a //! line"], "{source:?}");
    }
}

#[test]
fn code_that_only_resembles_a_violation_passes() {
    for (path, code) in [
        ("time/civil.rs", "// use web_sys::window; crate::text::fill"),
        ("time/civil.rs", "/* use crate::text; /* js_sys */ web_sys */"),
        ("time/civil.rs", "/// See [`crate::text::fill`] and `Date::now`.\npub(crate) fn f() {}"),
        ("time/civil.rs", r##"const A: &str = "use crate::text; \" web_sys"; const B: &str = r#"gloo "x" js_sys"#;"##),
        ("time/civil.rs", "fn f<'a>(x: &'a str) -> char { let q = '\"'; let s = '\\''; q } // \" crate::text"),
        ("time/civil.rs", "use super::{Instant, text}; pub(super) fn f() {}"),
        ("time/mod.rs", "mod a { use super::civil; }"),
        ("schedule/agenda.rs", "use super::super::brief::Brief; use crate::time::Instant;"),
        ("platform/json.rs", "use js_sys::JSON; use wasm_bindgen::JsValue; use crate::brief::Brief;"),
        ("element/instance.rs", "use crate::{brief, components, platform, schedule, text, time, widget};"),
        ("components/widget.rs", "use yew::Html; struct gloomy; let web_system = 1;"),
        ("desk/zones.rs", "use crate::time::{Instant, Zones};"),
    ] {
        assert_eq!(verdict(path, code), [""; 0], "{path}: {code}");
    }
}

#[test]
fn rooms_may_import_what_their_imports_may() {
    let map = Map::of(
        "//! | room | what | may import |\n//! | --- | --- | --- |\n//! | [`a`] | x | |\n//! | `b` | y | `a` |\n\
         //! | `c` | z | `b` |\n",
    );
    let allowed = |room: &str| map.0[room].iter().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!([allowed("a"), allowed("b"), allowed("c")], ["", "a", "a b"]);
}
