//! Checks the table of modules in `src/lib.rs`: which module may import which, and which may use Yew and the browser.
//! Clippy ensures that the clock is read in one place (`disallowed-methods` in clippy.toml).
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};

/// Crates that touch the browser.
const BROWSER_CRATES: [&str; 6] =
    ["web_sys", "js_sys", "gloo", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];

/// The modules that may use [`BROWSER_CRATES`].
const BROWSER_MODULES: [&str; 2] = ["platform", "element"];

/// The modules that must not use Yew.
const MODULES_WITHOUT_YEW: [&str; 7] = ["time", "brief", "schedule", "text", "widget", "platform", "desk"];

/// What each top-level module may import: the modules listed in its row of the table in `lib.rs`, and everything that
/// those may import.
struct ImportTable(BTreeMap<String, BTreeSet<String>>);

impl ImportTable {
    fn read() -> Self {
        Self::parse(&fs::read_to_string(root().join("src/lib.rs")).unwrap())
    }

    fn parse(lib: &str) -> Self {
        let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
        let mut table: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in lib.lines().filter_map(|line| line.strip_prefix("//! | ")) {
            let cells: Vec<&str> = row.split('|').collect();
            let [module, _, imports, ""] = cells.as_slice() else { panic!("expected a row of three cells: {row}") };
            let [module] = names(module).try_into().unwrap_or_else(|_| [String::new()]);
            if module.is_empty() {
                continue;
            }
            let mut allowed = BTreeSet::new();
            for import in names(imports) {
                let transitive = table
                    .get(&import)
                    .unwrap_or_else(|| panic!("{module} imports {import}, which has no row above it"));
                allowed.extend(transitive.iter().cloned().chain([import]));
            }
            assert!(table.insert(module.clone(), allowed).is_none(), "{module} has two rows");
        }
        Self(table)
    }
}

/// A source file. Its path is relative to `src`.
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

    /// The path of this file's module, such as `["element", "cards"]`; empty for `lib.rs`.
    fn module_path(&self) -> Vec<&str> {
        let mut path: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        if matches!(path.last(), Some(&"mod" | &"lib")) {
            path.pop();
        }
        path
    }

    /// The top-level module; empty for `lib.rs`.
    fn top_level_module(&self) -> &str {
        self.module_path().first().copied().unwrap_or_default()
    }

    /// The top-level names of this crate that the file uses; `*` means the whole crate.
    fn crate_imports(&self) -> BTreeSet<&str> {
        let mut found = BTreeSet::new();
        // `inline_modules` holds the brace depth of each enclosing `mod name {`.
        let (mut depth, mut inline_modules) = (0_usize, Vec::new());
        for index in 0..self.tokens.len() {
            match self.token(index) {
                "{" => {
                    depth += 1;
                    if index >= 2 && self.token(index - 2) == "mod" {
                        inline_modules.push(depth);
                    }
                }
                "}" => {
                    if inline_modules.last() == Some(&depth) {
                        inline_modules.pop();
                    }
                    depth -= 1;
                }
                "summit_brief" | "crate" => match self.token(index + 1) {
                    "::" => self.names_after(index + 1, &mut found),
                    "as" => drop(found.insert("*")),
                    _ => {}
                },
                // The first `super` in a path.
                "super" if index < 2 || self.token(index - 1) != "::" || self.token(index - 2) == "self" => {
                    let mut end = index;
                    while self.token(end + 1) == "::" && self.token(end + 2) == "super" {
                        end += 2;
                    }
                    let ups = (end - index) / 2 + 1;
                    // `pub(super)` names no module.
                    if self.token(end + 1) == "::" && ups >= self.module_path().len() + inline_modules.len() {
                        self.names_after(end + 1, &mut found);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// Collects the names after the `::` at `separator`: a single name, those of a list in braces, or `*`.
    fn names_after<'a>(&'a self, separator: usize, found: &mut BTreeSet<&'a str>) {
        if self.token(separator + 1) != "{" {
            found.insert(self.token(separator + 1));
            return;
        }
        let (mut depth, mut at_start) = (0, false);
        for token in &self.tokens[separator + 1..] {
            match token.as_str() {
                "{" => (depth, at_start) = (depth + 1, depth == 0),
                "}" => depth -= 1,
                "," => at_start = depth == 1,
                name if at_start => {
                    at_start = false;
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
    fn violations(&self, table: &ImportTable) -> Vec<String> {
        let mut found = Vec::new();
        if !self.starts_with_doc {
            found.push("does not start with a //! line".to_owned());
        }
        let module = self.top_level_module();
        match table.0.get(module) {
            // `lib.rs` may import every module, the binary only `cli`.
            None if module.is_empty() => {}
            None if module == "bin" => {
                let others = self.crate_imports().into_iter().filter(|name| *name != "cli");
                found.extend(others.map(|name| format!("bin must not import {name}")));
            }
            None => found.push(format!("the module {module} is not in the table")),
            Some(allowed) => {
                let others =
                    self.crate_imports().into_iter().filter(|name| *name != module && !allowed.contains(*name));
                found.extend(others.map(|name| match name {
                    "*" => "uses the whole crate".to_owned(),
                    name => format!("{module} must not import {name}"),
                }));
            }
        }
        let uses = |name: &&&str| self.tokens.iter().any(|token| token.trim_start_matches("r#") == **name);
        if !BROWSER_MODULES.contains(&module) {
            found.extend(BROWSER_CRATES.iter().filter(uses).map(|name| format!("{module} must not touch {name}")));
        }
        if MODULES_WITHOUT_YEW.contains(&module) && uses(&&"yew") {
            found.push(format!("{module} must not use yew"));
        }
        found.into_iter().map(|rule| format!("src/{}: {rule}", self.path)).collect()
    }
}

/// Appends each identifier and punctuation mark to `into` as a token, including those in macro arguments; `::` is one
/// token. Drops comments; literals become empty tokens.
fn flatten(stream: TokenStream, into: &mut Vec<String>) {
    let mut after_colon = false;
    for tree in stream {
        let colon = matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == ':');
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
fn every_source_file_follows_the_layering() {
    let table = ImportTable::read();
    let found: Vec<String> = sources().iter().flat_map(|file| file.violations(&table)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_table_lists_every_module_and_only_imports_that_are_used() {
    let (files, table) = (sources(), ImportTable::read());
    let modules: BTreeSet<&str> =
        files.iter().map(File::top_level_module).filter(|module| !["", "bin"].contains(module)).collect();
    assert_eq!(modules, table.0.keys().map(String::as_str).collect());
    let used: BTreeSet<(&str, &str)> = files
        .iter()
        .flat_map(|file| file.crate_imports().into_iter().map(|name| (file.top_level_module(), name)))
        .collect();
    let lib = fs::read_to_string(root().join("src/lib.rs")).unwrap();
    for row in lib.lines().filter_map(|line| line.strip_prefix("//! | ")) {
        let names: Vec<&str> = row.split('`').skip(1).step_by(2).collect();
        let Some((module, _)) = names.split_first() else { continue };
        let imports: Vec<&str> = row.rsplit(" | ").next().unwrap().split('`').skip(1).step_by(2).collect();
        for import in imports {
            assert!(used.contains(&(*module, import)), "{module} may import {import} but does not");
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

/// The violations in a file at `path` that consists of a doc line and `code`, without the file's name.
fn violations_in(path: &str, code: &str) -> Vec<String> {
    let file = File::new(path, &format!("//! A file.\n\n{code}\n"));
    let name = format!("src/{path}: ");
    file.violations(&ImportTable::read()).iter().map(|found| found.strip_prefix(&name).unwrap().to_owned()).collect()
}

#[test]
fn wrong_imports_are_found_in_every_form() {
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
        ("misc/mod.rs", "", "the module misc is not in the table"),
    ] {
        assert_eq!(violations_in(path, code), [expected], "{path}: {code}");
    }
}

#[test]
fn uses_of_the_browser_and_yew_are_found_outside_their_modules() {
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
        assert_eq!(violations_in(path, code), [expected], "{path}: {code}");
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
        let found = File::new("time/civil.rs", source).violations(&ImportTable::read());
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
        assert_eq!(violations_in(path, code), [""; 0], "{path}: {code}");
    }
}

#[test]
fn imports_are_transitive() {
    let table = ImportTable::parse(
        "//! | module | what | may import |\n//! | --- | --- | --- |\n//! | [`a`] | x | |\n//! | `b` | y | `a` |\n\
         //! | `c` | z | `b` |\n",
    );
    let allowed = |module: &str| table.0[module].iter().cloned().collect::<Vec<_>>().join(" ");
    assert_eq!([allowed("a"), allowed("b"), allowed("c")], ["", "a", "a b"]);
}
