//! Files, streams and containers in containers, whole and broken, through the door that the program uses.

use std::fs;
use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

/// Name and text of every article, or why there is none.
fn articles(name: &str, bytes: &[u8], options: &Options) -> Vec<Result<(String, String), String>> {
    let mut all = Vec::new();
    read_stream(name, &mut &*bytes, options, &mut |article| {
        all.push(article.map(|article| (article.name, article.text)).map_err(|failure| failure.to_string()));
    });
    all
}

fn opened(name: &str, bytes: &[u8]) -> Vec<Result<(String, String), String>> {
    articles(name, bytes, &Options::default())
}

fn ok(name: &str, text: &str) -> Result<(String, String), String> {
    Ok((name.into(), text.into()))
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut builder = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        builder.append_data(&mut header, name, *bytes).unwrap();
    }
    builder.into_inner().unwrap()
}

#[test]
fn gzip_is_read_to_the_end_of_its_last_member_whatever_the_name() {
    let two = [gzip(b"{\"text\":\"a\"}\n{\"te"), gzip(b"xt\":\"b\"}\n")].concat();
    for name in ["d.jsonl.gz", "-", "download"] {
        assert_eq!(opened(name, &two), [ok(&format!("{name}:1"), "a"), ok(&format!("{name}:2"), "b")]);
    }
    assert_eq!(opened("a.txt.gz", &gzip("Zoë.\n".as_bytes())), [ok("a.txt.gz", "Zoë.\n")]);
}

#[test]
fn members_of_an_archive_are_inputs_of_their_own() {
    let archive = tar(&[
        ("./one.txt", b"One."),
        ("._one.txt", b"\0\x05\x16\x07"),
        ("2018/two.jsonl.gz", &gzip(b"{\"text\":\"a\"}\n{\"id\":\"x\",\"text\":\"b\"}\n")),
        ("empty.txt", b""),
        ("three.json", b"[{\"text\":\"c\"}]"),
    ]);
    let expected = [
        ok("n.tgz/one.txt", "One."),
        ok("n.tgz/2018/two.jsonl.gz:1", "a"),
        ok("x", "b"),
        Err("n.tgz/empty.txt: is empty (there is nothing to read; leave it out)".into()),
        ok("n.tgz/three.json:1", "c"),
    ];
    assert_eq!(opened("n.tgz", &gzip(&archive)), expected);
    assert_eq!(opened("n.tgz", &archive), expected, "content decides");
}

#[test]
fn what_stands_before_the_damage_is_read() {
    let rows: String = (0..5000).map(|n| format!("{{\"id\":\"{n}\",\"text\":\"row number {}\"}}\n", n * n)).collect();
    let whole = gzip(rows.as_bytes());
    let cut = opened("d.jsonl.gz", &whole[..whole.len() / 2]);
    let (last, before) = cut.split_last().unwrap();
    assert!(before.len() > 100 && before.iter().all(Result::is_ok));
    let message = last.as_ref().unwrap_err();
    assert!(message.starts_with(&format!("d.jsonl.gz:{}: ", before.len() + 1)) && message.contains("cut off"), "{message}");

    let archive = tar(&[("a.txt", b"One."), ("b.txt", "Two. ".repeat(1000).as_bytes())]);
    let cut = opened("n.tar", &archive[..2048]);
    assert_eq!(cut[0], ok("n.tar/a.txt", "One."));
    assert!(cut.len() > 1 && cut[1].as_ref().is_ok_and(|(_, text)| text.len() < 5000) || cut[1].is_err(), "{cut:?}");
}

#[test]
fn an_endless_matryoshka_is_refused() {
    let mut bytes = b"One.".to_vec();
    for _ in 0..20 {
        bytes = gzip(&bytes);
    }
    let message = opened("a.gz", &bytes).remove(0).unwrap_err();
    assert!(message.starts_with("a.gz: is gzip inside more than"), "{message}");
}

#[test]
fn a_piece_that_is_too_large_costs_only_itself() {
    let options = Options { max_piece: Some(100), ..Options::default() };
    let archive = tar(&[("a.txt", "A. ".repeat(50).as_bytes()), ("b.txt", b"B."), ("c.txt.gz", &gzip("C. ".repeat(1 << 20).as_bytes()))]);
    let all = articles("n.tar", &archive, &options);
    assert!(all[0].as_ref().unwrap_err().starts_with("n.tar/a.txt: is larger than 100 bytes"));
    assert_eq!(all[1], ok("n.tar/b.txt", "B."));
    assert!(all[2].as_ref().unwrap_err().starts_with("n.tar/c.txt.gz: is larger than 100 bytes"));
}

#[test]
fn a_sink_that_has_seen_enough_stops_the_reading() {
    let rows = "{\"text\":\"a\"}\n".repeat(1000);
    let archive = tar(&[("a.jsonl", rows.as_bytes()), ("b.jsonl", rows.as_bytes())]);
    let mut seen = 0;
    let flow = pieces_of("n.tar", &mut &archive[..], &Options::default(), &mut |_| {
        seen += 1;
        if seen == 3 { Flow::Break(()) } else { Flow::Continue(()) }
    });
    assert_eq!((seen, flow), (3, Flow::Break(())));
}

#[cfg(feature = "zstd")]
#[test]
fn zstd_is_read_with_all_its_frames() {
    let frame = |bytes: &[u8]| ::zstd::encode_all(bytes, 1).unwrap();
    let two = [frame(b"{\"text\":\"a\"}\n"), frame(b"{\"text\":\"b\"}\n")].concat();
    assert_eq!(opened("d.jsonl.zst", &two), [ok("d.jsonl.zst:1", "a"), ok("d.jsonl.zst:2", "b")]);
    assert!(opened("d.jsonl.zst", &two[..10])[0].as_ref().unwrap_err().starts_with("d.jsonl.zst"));
}

#[cfg(not(feature = "zstd"))]
#[test]
fn zstd_is_refused_with_a_way_out_where_it_is_not_built_in() {
    let message = opened("d.jsonl.zst", &[0x28, 0xB5, 0x2F, 0xFD, 0, 0]).remove(0).unwrap_err();
    assert!(message.contains("zstd"), "{message}");
}

fn collect(read: impl FnOnce(&mut dyn FnMut(Result<Article, Failure>))) -> Vec<Result<Article, String>> {
    let mut all = Vec::new();
    read(&mut |article| all.push(article.map_err(|failure| failure.to_string())));
    all
}

fn stream(bytes: &[u8]) -> Vec<Result<Article, String>> {
    let mut stream = bytes;
    collect(|sink| read_stream("-", &mut stream, &Options::default(), sink))
}

fn file(name: &str, bytes: &[u8], options: &Options) -> (String, Vec<Result<Article, String>>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(&path, bytes).unwrap();
    let read = collect(|sink| read(&path, options, sink));
    (path, read)
}

#[test]
fn a_text_file_is_one_article_behind_its_head() {
    let flags = Options { overrides: Meta { outlet: Some("Flag".into()), ..Meta::default() }, ..Options::default() };
    let (path, read) = file("a.txt", "\u{feff}---\ntitle: T\noutlet: O\n---\r\nZoë\r\n".as_bytes(), &flags);
    let article = read[0].as_ref().unwrap();
    assert_eq!(article.name, path);
    assert_eq!(article.body.of(&article.text), "Zoë\r\n");
    assert!(article.text.starts_with("---\ntitle"));
    assert_eq!(article.meta, Meta { title: Some("T".into()), outlet: Some("Flag".into()), ..Meta::default() });
    assert!(article.problems.is_empty());
}

#[test]
fn a_dump_whose_first_row_is_broken_is_known_by_its_name() {
    for name in ["d.jsonl", "d.NDJSON"] {
        let (path, read) = file(name, b"{\n{\"id\":\"x\",\"text\":\"a\"}\n{\"text\":\"b\"}\n", &Options::default());
        assert!(read[0].as_ref().unwrap_err().starts_with(&format!("{path}:1: is not JSON")));
        assert_eq!(read[1].as_ref().unwrap().name, "x");
        assert_eq!(read[2].as_ref().unwrap().name, format!("{path}:3"));
    }
}

#[test]
fn a_stream_is_a_dump_if_its_first_line_looks_like_a_row() {
    let rows = stream(b"\n{\"text\":\"a\"}\n{\"text\":\"b\"}\n");
    assert_eq!(rows.iter().map(|row| row.as_ref().unwrap().name.as_str()).collect::<Vec<_>>(), ["-:2", "-:3"]);
    let text = stream(b"\n\nThe show {\"text\"} returns.\nReally.\n");
    assert_eq!(text[0].as_ref().unwrap().text, "\n\nThe show {\"text\"} returns.\nReally.\n");
    let wide: Vec<u8> = "\u{feff}One\nTwo\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(stream(&wide)[0].as_ref().unwrap().text, "One\nTwo\n");
    assert!(stream(b"")[0].as_ref().unwrap_err().starts_with("-: is empty"));
}

#[test]
fn folders_and_missing_files_are_told_with_a_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().to_str().unwrap();
    let message = collect(|sink| read(path, &Options::default(), sink)).remove(0).unwrap_err();
    assert_eq!(message, format!("{path}: is a folder (name its files: {path}/*.txt, or read it all with greenlit batch {path})"));
    let missing = format!("{path}/none.txt");
    let message = collect(|sink| read(&missing, &Options::default(), sink)).remove(0).unwrap_err();
    assert!(message.starts_with(&missing) && message.contains("check the name"), "{message}");
}

#[test]
fn a_head_without_text_is_told() {
    let article = stream(b"---\ntitle: T\n---\n").remove(0).unwrap();
    assert!(article.body.is_empty());
    assert_eq!(article.problems.len(), 1);
}

#[test]
fn one_line_of_20_mb_is_read_at_once() {
    let line = "Zoë says that “Silo” returns. ".repeat(20_000_000 / 34);
    let started = std::time::Instant::now();
    assert_eq!(stream(line.as_bytes())[0].as_ref().unwrap().text.len(), line.len());
    let row = serde_json::json!({ "text": line }).to_string();
    assert_eq!(stream(row.as_bytes())[0].as_ref().unwrap().text.len(), line.len());
    // Generous, for a busy machine without optimisation: what must not be is quadratic.
    assert!(started.elapsed().as_secs() < 20, "{:?}", started.elapsed());
}
