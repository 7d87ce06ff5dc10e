//! Holds the map of modules in `src/lib.rs`: who may import whom, where the browser may be touched, and that the
//! clock is read in one place. The scanner works on the words of the source without comments and strings.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each module of the crate may import besides itself. `lib.rs` says the same in words.
const ALLOWED: [(&str, &[&str]); 11] = [
    ("brief", &["time"]),
    ("time", &["brief"]),
    ("text", &["brief", "time"]),
    ("components", &["brief", "time", "text"]),
    ("hooks", &["platform", "brief", "time", "text"]),
    ("platform", &["brief", "time"]),
    ("element", &["brief", "time", "text", "components", "hooks", "platform"]),
    ("tzdb", &["render", "cli", "components", "brief", "time", "text"]),
    ("render", &["tzdb", "cli", "components", "brief", "time", "text"]),
    ("cli", &["tzdb", "render", "components", "brief", "time", "text"]),
    // The programs are thin.
    ("bin", &["cli"]),
];

/// Crates that touch the browser, and the modules that may.
const BROWSER: [&str; 6] = ["web_sys", "js_sys", "gloo", "wasm_bindgen", "wasm_bindgen_futures", "serde_wasm_bindgen"];
const BESIDE_THE_BROWSER: [&str; 3] = ["platform", "element", "hooks"];

/// Modules that know nothing of Yew either.
const PLAIN: [&str; 3] = ["brief", "time", "text"];

/// Types with a function that reads the clock, and the only file that may call one.
const CLOCKS: [&str; 6] = ["Date", "SystemTime", "Instant", "Zoned", "Timestamp", "Performance"];
const CLOCK_FILE: &str = "platform/clock.rs";

/// The words of `source` without comments, strings, characters and lifetimes: identifiers, and signs one by one but
/// for `::`.
fn words(source: &str) -> Vec<String> {
    let chars: Vec<char> = source.chars().collect();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let at = |index: usize| chars.get(index).copied().unwrap_or('\0');
    let mut words = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        let c = chars[i];
        if c == '/' && at(i + 1) == '/' {
            while i < chars.len() && chars[i] != '\n' {
                i += 1;
            }
        } else if c == '/' && at(i + 1) == '*' {
            let mut depth = 0;
            while i < chars.len() {
                match (at(i), at(i + 1)) {
                    ('/', '*') => (depth, i) = (depth + 1, i + 2),
                    ('*', '/') => (depth, i) = (depth - 1, i + 2),
                    _ => i += 1,
                }
                if depth == 0 {
                    break;
                }
            }
        } else if c == '"' {
            i += 1;
            while i < chars.len() && chars[i] != '"' {
                i += if chars[i] == '\\' { 2 } else { 1 };
            }
            i += 1;
        } else if c == '\'' {
            // A character has its closing quote; a lifetime has none.
            if at(i + 1) == '\\' {
                i += 3;
                while i < chars.len() && chars[i] != '\'' {
                    i += 1;
                }
                i += 1;
            } else if at(i + 2) == '\'' {
                i += 3;
            } else {
                i += 1;
                while is_word(at(i)) {
                    i += 1;
                }
            }
        } else if is_word(c) {
            let start = i;
            while is_word(at(i)) {
                i += 1;
            }
            let word: String = chars[start..i].iter().collect();
            let hashes = chars[i..].iter().take_while(|c| **c == '#').count();
            if ["r", "br", "cr"].contains(&word.as_str()) && at(i + hashes) == '"' {
                // A raw string ends at a quote with as many hashes.
                i += hashes + 1;
                while i < chars.len()
                    && !(chars[i] == '"' && chars[i + 1..].iter().take(hashes).filter(|c| **c == '#').count() == hashes)
                {
                    i += 1;
                }
                i += hashes + 1;
            } else if word == "r" && hashes == 1 {
                // A raw identifier is the identifier.
                i += 1;
            } else {
                words.push(word);
            }
        } else if c == ':' && at(i + 1) == ':' {
            words.push("::".to_owned());
            i += 2;
        } else {
            if !c.is_whitespace() {
                words.push(c.to_string());
            }
            i += 1;
        }
    }
    words
}

/// A file of `src`, by its path there.
struct File {
    path: String,
    words: Vec<String>,
    starts_with_doc: bool,
}

impl File {
    fn new(path: &str, source: &str) -> Self {
        Self { path: path.to_owned(), words: words(source), starts_with_doc: source.starts_with("//! ") }
    }

    /// The modules that lead to this file: `["element", "settings"]`; none for `lib.rs`.
    fn module(&self) -> Vec<&str> {
        let mut module: Vec<&str> = self.path.trim_end_matches(".rs").split('/').collect();
        if matches!(module.last(), Some(&"mod" | &"lib")) {
            module.pop();
        }
        module
    }

    /// The top module, as [`ALLOWED`] names it; empty for `lib.rs`.
    fn top(&self) -> &str {
        self.module().first().copied().unwrap_or_default()
    }

    /// The names right under the crate's root that this file uses; `None` for a use of the root as a whole.
    fn uses_of_root(&self) -> Vec<Option<&str>> {
        let word = |index: usize| self.words.get(index).map_or("", String::as_str);
        let mut found = Vec::new();
        // The depth of braces at which each `mod name {` around the place opened.
        let (mut depth, mut inner) = (0_usize, Vec::new());
        for index in 0..self.words.len() {
            match word(index) {
                "{" => {
                    depth += 1;
                    if index >= 2 && word(index - 2) == "mod" {
                        inner.push(depth);
                    }
                }
                "}" => {
                    if inner.last() == Some(&depth) {
                        inner.pop();
                    }
                    depth = depth.saturating_sub(1);
                }
                "summit_brief" if word(index + 1) == "::" => self.names_after(index + 1, &mut found),
                "crate" if word(index + 1) == "::" => self.names_after(index + 1, &mut found),
                "crate" if word(index + 1) == "as" => found.push(None),
                "super" if index == 0 || word(index - 1) != "::" || word(index.saturating_sub(2)) == "self" => {
                    let mut end = index;
                    let mut ups = 1;
                    while word(end + 1) == "::" && word(end + 2) == "super" {
                        (end, ups) = (end + 2, ups + 1);
                    }
                    // `pub(super)` names no module.
                    let is_path = word(end + 1) == "::";
                    if is_path && ups >= self.module().len() + inner.len() {
                        self.names_after(end + 1, &mut found);
                    }
                }
                _ => {}
            }
        }
        found
    }

    /// The names that follow the `::` at `separator`: one, or those of a list in braces, or all.
    fn names_after<'a>(&'a self, separator: usize, found: &mut Vec<Option<&'a str>>) {
        let word = |index: usize| self.words.get(index).map_or("", String::as_str);
        match word(separator + 1) {
            "{" => {
                let (mut index, mut depth, mut starts) = (separator + 2, 1, true);
                while depth > 0 && index < self.words.len() {
                    match word(index) {
                        "{" => depth += 1,
                        "}" => depth -= 1,
                        "," if depth == 1 => starts = true,
                        "*" | "self" if depth == 1 && starts => (starts, _) = (false, found.push(None)),
                        name if depth == 1 && starts => (starts, _) = (false, found.push(Some(name))),
                        _ => {}
                    }
                    index += 1;
                }
            }
            "*" => found.push(None),
            name => found.push(Some(name)),
        }
    }

    /// Every rule this file breaks.
    fn violations(&self) -> Vec<String> {
        let mut found = Vec::new();
        if !self.starts_with_doc {
            found.push("does not start with a //! line".to_owned());
        }
        let top = self.top();
        let has = |list: &[&str], name: &str| list.contains(&name);
        if !top.is_empty() {
            match ALLOWED.iter().find(|(module, _)| *module == top) {
                None => found.push(format!("the module {top} is not in the table")),
                Some((_, allowed)) => {
                    let mut used = self.uses_of_root();
                    used.sort_unstable();
                    used.dedup();
                    found.extend(used.into_iter().filter_map(|name| match name {
                        None => Some("uses the whole crate".to_owned()),
                        Some(name) if name == top || has(allowed, name) => None,
                        Some(name) => Some(format!("{top} must not import {name}")),
                    }));
                }
            }
        }
        let named = |name: &&&str| self.words.iter().any(|word| word == **name);
        if !has(&BESIDE_THE_BROWSER, top) {
            found.extend(BROWSER.iter().filter(named).map(|name| format!("{top} must not touch {name}")));
        }
        if has(&PLAIN, top) {
            found.extend(["yew"].iter().filter(named).map(|name| format!("{top} must not use {name}")));
        }
        if self.path != CLOCK_FILE {
            found.extend(self.clock_readings().into_iter().map(|reading| format!("reads the clock: {reading}")));
        }
        found.into_iter().map(|rule| format!("src/{}: {rule}", self.path)).collect()
    }

    fn clock_readings(&self) -> Vec<String> {
        let path_of_3 = self.words.windows(3).filter(|words| words[1] == "::");
        let readings = path_of_3
            .filter(|words| CLOCKS.contains(&words[0].as_str()) && ["now", "new_0"].contains(&words[2].as_str()));
        readings.map(|words| words.concat()).collect()
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
    let found: Vec<String> = sources().iter().flat_map(File::violations).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn the_scan_sees_the_sources_and_what_they_import() {
    let files = sources();
    let tops: BTreeSet<&str> = files.iter().map(File::top).collect();
    let known: BTreeSet<&str> = ALLOWED.iter().map(|(module, _)| *module).chain([""]).collect();
    assert_eq!(tops, known, "modules in src, and modules in the table");
    let mut edges: BTreeSet<(&str, &str)> = BTreeSet::new();
    for file in &files {
        edges.extend(file.uses_of_root().into_iter().flatten().map(|name| (file.top(), name)));
    }
    // Imports the design lives from; a scan that misses them misses everything.
    for edge in [
        ("brief", "time"),
        ("time", "brief"),
        ("text", "time"),
        ("components", "text"),
        ("hooks", "platform"),
        ("platform", "time"),
        ("element", "components"),
        ("render", "components"),
        ("tzdb", "time"),
    ] {
        assert!(edges.contains(&edge), "{edge:?} not seen");
    }
}

#[test]
fn the_browsers_clock_is_read_once() {
    let readings: Vec<String> = sources()
        .iter()
        .flat_map(|file| file.clock_readings().into_iter().map(|reading| format!("{} {reading}", file.path)))
        .collect();
    assert_eq!(readings, [format!("{CLOCK_FILE} Date::now")]);
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

/// Reads the table in the head of `lib.rs`: a list of modules, and what they may import, in words.
fn table_in_words(lib: &str) -> Vec<(Vec<String>, String)> {
    let rows = lib.lines().filter_map(|line| line.strip_prefix("//! | "));
    let cells = rows.map(|row| row.trim_end_matches(" |").split(" | ").collect::<Vec<_>>());
    let rows = cells.filter(|cells| cells.len() == 3 && cells[0].contains('`'));
    let names = |cell: &str| cell.split('`').skip(1).step_by(2).map(str::to_owned).collect();
    rows.map(|cells| (names(cells[0]), cells[2].to_owned())).collect()
}

#[test]
fn the_table_in_lib_rs_is_the_one_held_here() {
    let table = table_in_words(&fs::read_to_string(root().join("src/lib.rs")).unwrap());
    let mut held = BTreeMap::new();
    let mut above: Vec<String> = Vec::new();
    for (modules, in_words) in table {
        let mut imports: BTreeSet<String> = in_words.split('`').skip(1).step_by(2).map(str::to_owned).collect();
        if in_words.contains("the three above") || in_words.contains("the first three") {
            imports.extend(above[..3].iter().cloned());
        }
        if in_words.contains("everything above") {
            imports.extend(above.iter().cloned());
        }
        for module in &modules {
            // Modules of one row may use each other.
            let beside = modules.iter().filter(|other| *other != module).cloned();
            held.insert(module.clone(), imports.iter().cloned().chain(beside).collect::<BTreeSet<_>>());
        }
        above.extend(modules);
    }
    let here = ALLOWED.iter().filter(|(module, _)| *module != "bin");
    let expected: BTreeMap<String, BTreeSet<String>> = here
        .map(|(module, imports)| ((*module).to_owned(), imports.iter().map(|name| (*name).to_owned()).collect()))
        .collect();
    assert_eq!(held, expected);
}

/// What the scan says of a file at `path` with `code` under a proper first line, without the file's name.
fn verdict(path: &str, code: &str) -> Vec<String> {
    let file = File::new(path, &format!("//! A file.\n\n{code}\n"));
    let name = format!("src/{path}: ");
    file.violations().iter().map(|found| found.strip_prefix(&name).unwrap().to_owned()).collect()
}

#[test]
fn an_import_that_points_the_wrong_way_is_found_in_every_form() {
    for (path, code, expected) in [
        ("time/civil.rs", "use crate::text::Locale;", "time must not import text"),
        ("time/civil.rs", "use crate::{brief::Brief, text::{Locale, fill}};", "time must not import text"),
        ("time/civil.rs", "pub use crate :: element :: Settings;", "time must not import element"),
        ("time/civil.rs", "fn f() -> crate::text::Locale { todo() }", "time must not import text"),
        ("time/civil.rs", "use super::super::components::Content;", "time must not import components"),
        ("time/civil.rs", "use self::super::super::components::Content;", "time must not import components"),
        ("time/civil.rs", "use super::super::{brief, hooks};", "time must not import hooks"),
        ("time/mod.rs", "use super::components::Content;", "time must not import components"),
        ("time/mod.rs", "mod a { use super::super::text::fill; }", "time must not import text"),
        ("render.rs", "use super::platform::now;", "render must not import platform"),
        ("components/widget.rs", "use crate::platform::now;", "components must not import platform"),
        ("components/widget.rs", "use crate::hooks::use_now;", "components must not import hooks"),
        ("components/deep/er.rs", "use super::super::super::hooks;", "components must not import hooks"),
        ("platform/intl.rs", "use crate::text::fill;", "platform must not import text"),
        ("hooks/use_now.rs", "use crate::components::Content;", "hooks must not import components"),
        ("brief/model.rs", "#[cfg(feature = \"cli\")] use crate::tzdb::TzDatabase;", "brief must not import tzdb"),
        ("cli.rs", "use crate::element::Settings;", "cli must not import element"),
        ("bin/summit-brief.rs", "use summit_brief::brief::Brief;", "bin must not import brief"),
        ("text/mod.rs", "use crate::*;", "uses the whole crate"),
        ("text/mod.rs", "use crate::{self as all};", "uses the whole crate"),
        ("text/mod.rs", "use crate as all;", "uses the whole crate"),
        ("text/mod.rs", "use super::*;", "uses the whole crate"),
        ("misc/mod.rs", "", "the module misc is not in the table"),
    ] {
        assert_eq!(verdict(path, code), [expected], "{path}: {code}");
    }
}

#[test]
fn a_hand_on_the_browser_is_found_outside_its_boundary() {
    for (path, code, expected) in [
        ("components/widget.rs", "use web_sys::window;", "components must not touch web_sys"),
        ("components/widget.rs", "fn f(x: &::js_sys::Object) {}", "components must not touch js_sys"),
        ("text/dates.rs", "use gloo::utils::document;", "text must not touch gloo"),
        ("time/mod.rs", "use wasm_bindgen::prelude::*;", "time must not touch wasm_bindgen"),
        ("time/mod.rs", "extern crate web_sys as w;", "time must not touch web_sys"),
        ("brief/model.rs", "use serde_wasm_bindgen::from_value;", "brief must not touch serde_wasm_bindgen"),
        ("render.rs", "use r#js_sys::Date;", "render must not touch js_sys"),
        ("brief/model.rs", "use yew::AttrValue;", "brief must not use yew"),
        ("lib.rs", "pub use wasm_bindgen;", " must not touch wasm_bindgen"),
    ] {
        assert_eq!(verdict(path, code), [expected], "{path}: {code}");
    }
}

#[test]
fn a_second_reading_of_the_clock_is_found() {
    for code in [
        "fn f() { js_sys::Date::now(); }",
        "fn f() { js_sys::Date::new_0(); }",
        "fn f() { std::time::SystemTime::now(); }",
        "use std::time::Instant; fn f() { Instant::now(); }",
        "fn f() -> jiff::Zoned { jiff::Zoned :: now() }",
    ] {
        let found = verdict("platform/timer.rs", code);
        assert!(found.len() == 1 && found[0].starts_with("reads the clock: "), "{code}: {found:?}");
    }
    assert_eq!(verdict("platform/timer.rs", "use super::clock::now; fn f() { now(); clock::now(); }"), [""; 0]);
}

#[test]
fn a_file_without_a_doc_line_is_found() {
    for source in
        ["", "use std::fmt;", "// A file.", "//!", "\n//! A file.", "/// A file.", "#![allow(x)]\n//! A file."]
    {
        let found = File::new("time/civil.rs", source).violations();
        assert_eq!(found, ["src/time/civil.rs: does not start with a //! line"], "{source:?}");
    }
}

#[test]
fn what_only_looks_like_a_violation_is_let_pass() {
    for (path, code) in [
        ("time/civil.rs", "// use web_sys::window; crate::text::fill"),
        ("time/civil.rs", "/* use crate::text; /* js_sys */ web_sys */"),
        ("time/civil.rs", "/// See [`crate::text::fill`] and `Date::now`.\npub(crate) fn f() {}"),
        ("time/civil.rs", r##"const A: &str = "use crate::text; \" web_sys"; const B: &str = r#"gloo "x" js_sys"#;"##),
        ("time/civil.rs", "fn f<'a>(x: &'a str) -> char { let q = '\"'; let s = '\\''; q } // \" crate::text"),
        ("time/civil.rs", "use super::{Instant, text}; pub(super) fn f() {}"),
        ("time/mod.rs", "mod a { use super::civil; }"),
        ("time/civil.rs", "use super::super::brief::Brief; use crate::time::Instant;"),
        ("platform/json.rs", "use js_sys::JSON; use wasm_bindgen::JsValue; use crate::brief::Brief;"),
        (
            "element/instance.rs",
            "use super::settings::Settings; use crate::{brief, components, hooks, platform, text, time};",
        ),
        ("components/widget.rs", "use yew::Html; struct gloomy; let web_system = 1;"),
        ("tzdb.rs", "use crate::time::{Instant, Zones};"),
    ] {
        assert_eq!(verdict(path, code), [""; 0], "{path}: {code}");
    }
}

#[test]
fn the_table_in_words_is_read_row_by_row() {
    let lib = "//! | module | what | may import |\n//! | --- | --- | --- |\n\
               //! | [`a`] | x | `b` |\n//! | `c`, `d` | y | `a` and the first three |\n";
    let names = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let expected = [(names(&["a"]), "`b`".to_owned()), (names(&["c", "d"]), "`a` and the first three".to_owned())];
    assert_eq!(table_in_words(lib), expected);
}
