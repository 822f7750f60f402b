//! The order of the modules in `src/lib.rs` is the order of dependency: a module uses only those that
//! stand above it. Data moves one way, and a newcomer can read the crate from top to bottom.

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What uses something below it all the same, and why it may.
const EXCEPTIONS: &[(&str, &str, &str)] =
    &[("extract", "resolve", "the tense of a verb tells a date that it may take from one that it may not; a function of one sentence")];

/// The modules that `lib.rs` declares, in order.
fn order() -> Vec<String> {
    let lib = common::text_of(&common::project("src/lib.rs"));
    let declared =
        lib.lines().filter_map(|line| line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ").strip_prefix("mod "));
    declared.filter_map(|rest| rest.strip_suffix(';')).map(str::to_owned).collect()
}

/// The Rust files of a module: `src/name.rs` and everything in `src/name/`.
fn sources(module: &str) -> Vec<PathBuf> {
    fn walk(folder: &Path, into: &mut Vec<PathBuf>) {
        let Ok(entries) = std::fs::read_dir(folder) else { return };
        for path in entries.map(|entry| entry.expect("a readable folder").path()) {
            if path.is_dir() {
                walk(&path, into);
            } else if path.extension().is_some_and(|e| e == "rs") {
                into.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(&common::project("src").join(module), &mut files);
    files.extend(Some(common::project("src").join(format!("{module}.rs"))).filter(|path| path.exists()));
    files.sort();
    files
}

/// The names behind `crate::` in a file, with their lines. Tests at its end, comments and the files that
/// only tests include may use what they like.
fn uses(source: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let lines = source.lines().enumerate().take_while(|(_, line)| *line != "#[cfg(test)]");
    for (number, line) in lines.filter(|(_, line)| !line.trim_start().starts_with("//")) {
        for (at, mark) in line.match_indices("crate::") {
            // `$crate::` and `other_crate::` are something else.
            if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let rest = &line[at + mark.len()..];
            let group = rest.strip_prefix('{').map(|inside| inside.split('}').next().unwrap_or(inside));
            for path in group.unwrap_or(rest).split(',').take(if group.is_some() { usize::MAX } else { 1 }) {
                let name: String = path.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                if !name.is_empty() {
                    found.push((number + 1, name));
                }
            }
        }
    }
    found
}

fn only_for_tests(path: &Path) -> bool {
    let parent = path.parent().expect("a file lies in a folder").join("mod.rs");
    let declaration = format!("#[cfg(test)]\nmod {};", common::stem(path));
    common::text_of(&parent).contains(&declaration)
}

#[test]
fn modules_use_only_what_stands_above_them() {
    let order = order();
    assert!(order.len() >= 10, "only {order:?} was found in src/lib.rs");
    let place: BTreeMap<&str, usize> = order.iter().enumerate().map(|(i, name)| (name.as_str(), i)).collect();
    let mut faults = Vec::new();
    let mut used = vec![false; EXCEPTIONS.len()];
    for (number, module) in order.iter().enumerate() {
        let sources = sources(module);
        assert!(!sources.is_empty(), "the module {module} has no file");
        for path in sources.iter().filter(|path| !only_for_tests(path)) {
            for (line, name) in uses(&common::text_of(path)) {
                let Some(other) = place.get(name.as_str()) else { continue };
                if *other <= number {
                    continue;
                }
                match EXCEPTIONS.iter().position(|(from, to, _)| from == module && *to == name) {
                    Some(exception) => used[exception] = true,
                    None => {
                        faults.push(format!("{}:{line}: `{module}` uses `{name}`, which stands below it in src/lib.rs", path.display()))
                    }
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    for ((from, to, _), used) in EXCEPTIONS.iter().zip(used) {
        assert!(used, "`{from}` does not use `{to}` any more: take the exception out");
    }
}

#[test]
fn uses_are_found_in_every_form() {
    let source = "use crate::claim::Claim;\nuse crate::{span::Span, text};\n// crate::no\nlet x = crate::eval::y(crate::write::z);\n\
        use super::other;\nmy_crate::not();\n#[cfg(test)]\nmod tests { use crate::pipeline; }";
    let names: Vec<String> = uses(source).into_iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(names, ["1 claim", "2 span", "2 text", "4 eval", "4 write"]);
}
