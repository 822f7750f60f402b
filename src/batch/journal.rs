//! What a batch has finished, kept beside its output so that a run which is killed loses nothing.
//!
//! Two files grow together. The **spool** (`claims.jsonl.partial`) holds the claims, a line each, as they are finished. The
//! **journal** (`claims.jsonl.journal`) holds one line a piece of input: an id made of its name and its content, and where its
//! claims lie in the spool. Both only ever grow, the spool first, so that whatever moment a process dies at, the
//! journal tells the truth about the spool: what it does not name did not happen, and is cut off.
//!
//! A run that goes on reads no piece whose id is in the journal. An input that has changed has another id, and one that is gone
//! is not asked for; so the output is that of an undisturbed run over what is there now.

use std::collections::HashMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use flate2::Crc;
use serde::{Deserialize, Serialize};

use crate::error::Failure;
use crate::ingest::duplicate::Signature;

/// A piece by its name and content: the first half of a SHA-256.
pub type PieceId = [u8; 16];

/// What was read of one article.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Its name, as claims give it.
    pub name: String,
    /// SHA-256 of the decoded text, where the output asks for it.
    pub sha256: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Publication date, EDTF.
    pub published: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Bytes of its decoded text.
    pub bytes: u64,
    /// How many claims it has, by kind: date, cast, renewal.
    pub claims: [u64; 3],
    /// It is in another language than English, and nothing was looked for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub foreign: bool,
    /// By what copies of it are known, if it has claims.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
    /// The earlier document of which it is a copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copy_of: Option<String>,
}

/// What became of one piece: a line of the journal.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The piece, in hexadecimal.
    pub id: String,
    /// Byte of the spool at which its claims begin.
    pub start: u64,
    /// Bytes that they have.
    pub len: u64,
    /// Their CRC-32, because a system that crashes may keep the journal and lose the spool.
    pub crc: u32,
    /// Its articles.
    pub documents: Vec<Document>,
    /// What could not be read of it.
    pub failures: Vec<Failure>,
}

/// The first line of a journal: results hold only for the same program, rules and options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Version of greenlit.
    pub greenlit: String,
    /// Hash of the rules and word lists.
    pub rules: String,
    /// What else decides what is found and noted.
    pub options: String,
}

/// Where the journal and the spool of an output lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Places {
    /// `claims.jsonl.partial`
    pub spool: PathBuf,
    /// `claims.jsonl.journal`
    pub journal: PathBuf,
}

impl Places {
    /// Beside the output.
    pub fn of(output: &Path) -> Places {
        let beside = |ending: &str| {
            let mut name = output.file_name().unwrap_or_default().to_owned();
            name.push(ending);
            output.with_file_name(name)
        };
        Places { spool: beside(".partial"), journal: beside(".journal") }
    }

    /// True if an unfinished run left something to go on with.
    pub fn exist(&self) -> bool {
        self.journal.exists()
    }

    /// Takes both away.
    pub fn remove(&self) {
        // What is not there need not be removed.
        let _ = std::fs::remove_file(&self.spool);
        let _ = std::fs::remove_file(&self.journal);
    }
}

/// How much of an earlier run can be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// There was none.
    Nothing,
    /// It was made by other rules, options or another version, and is of no use.
    Outdated,
    /// So many pieces are finished.
    Pieces(usize),
}

/// The pieces that are finished, and where the journal speaks of them.
pub type Known = HashMap<PieceId, u64>;

/// Journal and spool, open for writing at their ends.
pub struct Journal {
    places: Places,
    spool: File,
    spool_end: u64,
    journal: File,
    journal_end: u64,
    /// For reading what an earlier run noted, and the byte at which that reader stands.
    lines: (BufReader<File>, u64),
    /// Lines of the journal in the order of the output, as byte ranges that were merged where they touch: one, unless
    /// inputs have changed between runs.
    order: Vec<Range<u64>>,
    /// Where the first record stands.
    first: u64,
}

impl Journal {
    /// Opens the journal of an output: what is there is used if `resume` and the heading agree, else it is begun anew.
    ///
    /// # Errors
    /// What the system says.
    pub fn open(places: &Places, heading: &Heading, resume: bool) -> io::Result<(Journal, Known, Found)> {
        let open = |path: &Path| OpenOptions::new().read(true).write(true).create(true).truncate(false).open(path);
        let (spool, journal) = (open(&places.spool)?, open(&places.journal)?);
        let first = serde_json::to_string(heading).map_err(io::Error::from)? + "\n";
        let lines = (BufReader::new(File::open(&places.journal)?), 0);
        let first_len = first.len() as u64;
        let mut this =
            Journal { places: places.clone(), spool, spool_end: 0, journal, journal_end: 0, lines, order: Vec::new(), first: first_len };
        let mut known = Known::new();
        let mut found = Found::Nothing;
        if resume && this.journal.metadata()?.len() > 0 {
            found = this.load(&first, &mut known)?;
        }
        // Behind what is sound stands what a killed run had begun.
        this.spool.set_len(this.spool_end)?;
        this.journal.set_len(this.journal_end)?;
        this.spool.seek(SeekFrom::Start(this.spool_end))?;
        this.journal.seek(SeekFrom::Start(this.journal_end))?;
        if this.journal_end == 0 {
            this.journal.write_all(first.as_bytes())?;
            this.journal_end = this.first;
        }
        Ok((this, known, found))
    }

    /// Reads an earlier journal as far as it is sound, holding it against the spool.
    fn load(&mut self, first: &str, known: &mut Known) -> io::Result<Found> {
        let mut lines = BufReader::with_capacity(1 << 16, File::open(&self.places.journal)?);
        let mut spool = BufReader::with_capacity(1 << 16, File::open(&self.places.spool)?);
        let mut line = String::new();
        // A line that is not UTF-8 is as unsound as one that is no JSON.
        if lines.read_line(&mut line).is_err() || line != first {
            return Ok(Found::Outdated);
        }
        self.journal_end = line.len() as u64;
        let mut claims = Vec::new();
        loop {
            line.clear();
            if lines.read_line(&mut line).is_err() || !line.ends_with('\n') {
                break;
            }
            let Ok(record) = serde_json::from_str::<Record>(&line) else { break };
            let Some(id) = id_of(&record.id) else { break };
            claims.clear();
            let read = spool.by_ref().take(record.len).read_to_end(&mut claims)?;
            if record.start != self.spool_end || read as u64 != record.len || crc(&claims) != record.crc {
                break;
            }
            known.insert(id, self.journal_end);
            self.spool_end += record.len;
            self.journal_end += line.len() as u64;
        }
        Ok(Found::Pieces(known.len()))
    }

    /// Adds finished pieces: `claims` are those of all `records`, in their order. Sets where they lie.
    ///
    /// # Errors
    /// What the system says: the disk is full. What was added before stands.
    pub fn add(&mut self, claims: &[u8], records: &mut [Record]) -> io::Result<()> {
        let mut lines = Vec::new();
        let mut start = self.spool_end;
        for record in records.iter_mut() {
            record.start = start;
            start += record.len;
            serde_json::to_writer(&mut lines, &record)?;
            lines.push(b'\n');
        }
        self.spool.write_all(claims)?;
        self.journal.write_all(&lines)?;
        self.spool_end = start;
        let end = self.journal_end + lines.len() as u64;
        self.note(self.journal_end..end);
        self.journal_end = end;
        Ok(())
    }

    /// What the journal says at `at`, and the range of its line.
    ///
    /// # Errors
    /// What the system says.
    pub fn record(&mut self, at: u64) -> io::Result<(Record, Range<u64>)> {
        let mut line = String::new();
        let (reader, place) = &mut self.lines;
        // Almost always the next line, which is in the buffer already.
        reader.seek_relative(at as i64 - *place as i64)?;
        reader.read_line(&mut line)?;
        *place = at + line.len() as u64;
        Ok((serde_json::from_str(&line)?, at..*place))
    }

    /// The claims of a record, a line each.
    ///
    /// # Errors
    /// What the system says.
    pub fn claims(&self, record: &Record) -> io::Result<Vec<u8>> {
        let mut spool = File::open(&self.places.spool)?;
        spool.seek(SeekFrom::Start(record.start))?;
        let mut claims = vec![0; record.len as usize];
        spool.read_exact(&mut claims)?;
        Ok(claims)
    }

    /// The record of this line, as it is, comes next in the output.
    pub fn reuse(&mut self, line: Range<u64>) {
        self.note(line);
    }

    fn note(&mut self, lines: Range<u64>) {
        match self.order.last_mut() {
            Some(last) if last.end == lines.start => last.end = lines.end,
            _ => self.order.push(lines),
        }
    }

    /// True if the spool is the output, byte for byte.
    pub fn in_order(&self) -> bool {
        match &self.order[..] {
            [] => self.spool_end == 0,
            [all] => *all == (self.first..self.journal_end),
            _ => false,
        }
    }

    /// Hands every record and its claims, a line each, to `sink`, in the order of the output.
    ///
    /// # Errors
    /// Those of `sink`, and what the system says.
    pub fn each(&self, sink: &mut dyn FnMut(&Record, &[u8]) -> io::Result<()>) -> io::Result<()> {
        let mut lines = BufReader::with_capacity(1 << 16, File::open(&self.places.journal)?);
        let mut spool = BufReader::with_capacity(1 << 16, File::open(&self.places.spool)?);
        let mut place = 0u64;
        let (mut line, mut claims) = (String::new(), Vec::new());
        for run in &self.order {
            lines.seek(SeekFrom::Start(run.start))?;
            let mut at = run.start;
            while at < run.end {
                line.clear();
                at += lines.read_line(&mut line)? as u64;
                let record: Record = serde_json::from_str(&line)?;
                spool.seek_relative(record.start as i64 - place as i64)?;
                claims.clear();
                claims.resize(record.len as usize, 0);
                spool.read_exact(&mut claims)?;
                place = record.start + record.len;
                sink(&record, &claims)?;
            }
        }
        Ok(())
    }

    /// Makes the system write everything to disk.
    ///
    /// # Errors
    /// What the system says.
    pub fn sync(&self) -> io::Result<()> {
        self.spool.sync_data()?;
        self.journal.sync_data()
    }

    /// Where it lies.
    pub fn places(&self) -> &Places {
        &self.places
    }
}

/// The checksum of a record's claims.
pub fn crc(claims: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(claims);
    crc.sum()
}

fn id_of(hex: &str) -> Option<PieceId> {
    let mut id = PieceId::default();
    if hex.len() != 2 * id.len() || !hex.is_ascii() {
        return None;
    }
    for (byte, digits) in id.iter_mut().zip(0..) {
        *byte = u8::from_str_radix(&hex[2 * digits..2 * digits + 2], 16).ok()?;
    }
    Some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn heading() -> Heading {
        Heading { greenlit: "1".into(), rules: "r".into(), options: "o".into() }
    }

    fn record(id: u8, claims: &str) -> Record {
        Record { id: format!("{id:032x}"), len: claims.len() as u64, crc: crc(claims.as_bytes()), ..Record::default() }
    }

    fn read(journal: &Journal) -> String {
        let mut all = String::new();
        journal
            .each(&mut |_, claims| {
                all.push_str(std::str::from_utf8(claims).unwrap());
                Ok(())
            })
            .unwrap();
        all
    }

    #[test]
    fn whatever_byte_a_run_is_killed_at_the_rest_is_sound() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::of(&folder.path().join("c.jsonl"));
        let (mut journal, _, found) = Journal::open(&places, &heading(), true).unwrap();
        assert_eq!(found, Found::Nothing);
        journal.add(b"one\ntwo\n", &mut [record(1, "one\n"), record(2, "two\n")]).unwrap();
        journal.add(b"three\n", &mut [record(3, "three\n")]).unwrap();
        assert!(journal.in_order());
        let (spool, lines) = (std::fs::read(&places.spool).unwrap(), std::fs::read(&places.journal).unwrap());
        for cut in (0..lines.len()).step_by(7) {
            for spool_cut in 0..=spool.len() {
                std::fs::write(&places.journal, &lines[..cut]).unwrap();
                std::fs::write(&places.spool, &spool[..spool_cut]).unwrap();
                let (mut journal, known, _) = Journal::open(&places, &heading(), true).unwrap();
                for (id, text) in [(1, "one\n"), (2, "two\n"), (3, "three\n")] {
                    match known.get(&id_of(&format!("{id:032x}")).unwrap()) {
                        Some(at) => {
                            let (record, line) = journal.record(*at).unwrap();
                            assert_eq!(record.len as usize, text.len());
                            assert_eq!(journal.claims(&record).unwrap(), text.as_bytes());
                            journal.reuse(line);
                        }
                        None => journal.add(text.as_bytes(), &mut [record(id, text)]).unwrap(),
                    }
                }
                assert!(journal.in_order());
                assert_eq!(read(&journal), "one\ntwo\nthree\n");
                assert_eq!(std::fs::read(&places.spool).unwrap(), spool);
            }
        }
    }

    #[test]
    fn the_order_is_that_of_the_run_that_goes_on() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::of(&folder.path().join("c.jsonl"));
        let (mut journal, ..) = Journal::open(&places, &heading(), false).unwrap();
        journal.add(b"b\nc\n", &mut [record(2, "b\n"), record(3, "c\n")]).unwrap();
        drop(journal);
        let (mut journal, known, found) = Journal::open(&places, &heading(), true).unwrap();
        assert_eq!(found, Found::Pieces(2));
        journal.add(b"a\n", &mut [record(1, "a\n")]).unwrap();
        let (_, line) = journal.record(known[&id_of(&format!("{:032x}", 3)).unwrap()]).unwrap();
        journal.reuse(line);
        assert!(!journal.in_order());
        assert_eq!(read(&journal), "a\nc\n");
    }

    #[test]
    fn other_rules_make_it_outdated() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::of(&folder.path().join("c.jsonl"));
        let (mut journal, ..) = Journal::open(&places, &heading(), false).unwrap();
        journal.add(b"a\n", &mut [record(1, "a\n")]).unwrap();
        let (_, known, found) = Journal::open(&places, &Heading { rules: "s".into(), ..heading() }, true).unwrap();
        assert_eq!((found, known.len()), (Found::Outdated, 0));
        assert_eq!(std::fs::read(&places.spool).unwrap(), b"");
    }
}
