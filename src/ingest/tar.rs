//! tar archives: every regular file in them is an input of its own, which may be a container
//! again. Links and devices are passed over.

use super::Meta;
use super::format::{Container, Cutter, Flow, Head, Input};
use crate::error::{Failure, Stage};

/// Where the header of the first member says that it is one, in all forms of tar since 1988.
const MAGIC: std::ops::Range<usize> = 257..262;

pub(super) struct Tar;

impl Container for Tar {
    fn name(&self) -> &'static str {
        "tar"
    }

    fn recognises(&self, head: &Head<'_>) -> bool {
        head.bytes.get(MAGIC) == Some(b"ustar")
    }

    fn cut(&self, input: Input<'_>, cutter: &mut Cutter<'_>) -> Flow {
        let broken = |source: std::io::Error| {
            let remedy = "the archive may be cut off or damaged; fetch it again";
            Failure::new(input.path, Stage::Unpack, source.to_string(), remedy)
        };
        let mut archive = tar::Archive::new(input.stream);
        let entries = match archive.entries() {
            Ok(entries) => entries,
            Err(source) => return cutter.fail(broken(source)),
        };
        for entry in entries {
            // Without a sound header nothing says where the next one is: the iterator ends behind it.
            let mut entry = match entry {
                Ok(entry) => entry,
                Err(source) => return cutter.fail(broken(source)),
            };
            if !entry.header().entry_type().is_file() {
                continue;
            }
            let member = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
            let member = member.strip_prefix("./").unwrap_or(&member);
            // What macOS keeps beside a file.
            if member.rsplit('/').next().is_some_and(|name| name.starts_with("._")) {
                continue;
            }
            cutter.stream(&format!("{}/{member}", input.path), member, &mut entry, &Meta::default())?;
        }
        Flow::Continue(())
    }
}
