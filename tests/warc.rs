//! Archives of crawled pages: every sound record is read, every broken one is told.
#![cfg(feature = "warc")]

mod common;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use greenlit::ingest::{Article, Options, read_stream};

fn read(bytes: &[u8]) -> (Vec<Article>, Vec<String>) {
    read_with(bytes, &Options::default())
}

fn read_with(bytes: &[u8], options: &Options) -> (Vec<Article>, Vec<String>) {
    let (mut articles, mut failures) = (Vec::new(), Vec::new());
    let mut stream = bytes;
    read_stream("crawl.warc.gz", &mut stream, options, &mut |article| match article {
        Ok(article) => articles.push(article),
        Err(failure) => failures.push(failure.to_string()),
    });
    (articles, failures)
}

fn page(number: usize) -> String {
    format!(
        "<!DOCTYPE html><html><head><title>Show {number} is renewed</title></head><body><h1>Show {number} is renewed</h1>\
         <p>The drama “Show {number}” has been renewed for a second season, the network said, and the café of number {number} stays open.</p>\
         <p>Filming begins in the spring, with the whole cast, and nobody has said when it will be shown or by whom.</p></body></html>"
    )
}

fn response(number: usize, lie: i64) -> Vec<u8> {
    let page = page(number);
    let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
    record("response", "application/http; msgtype=response", &format!("https://news.example/{number}"), http.as_bytes(), lie)
}

fn record(kind: &str, media: &str, url: &str, block: &[u8], lie: i64) -> Vec<u8> {
    let length = block.len() as i64 + lie;
    let mut bytes = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{url}>\r\nWARC-Date: 2026-02-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {media}\r\nContent-Length: {length}\r\n\r\n"
    )
    .into_bytes();
    bytes.extend(block);
    bytes.extend(b"\r\n\r\n");
    bytes
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn two_thousand_pages_with_three_faults_lose_none_of_the_good_ones() {
    let mut archive = packed(&record("warcinfo", "application/warc-fields", "x", b"software: made by hand\r\n", 0));
    for number in 0..2000 {
        match number {
            500 => {
                let member = packed(&response(number, 0));
                archive.extend(&member[..member.len() * 2 / 3]);
            }
            1000 => archive.extend(response(number, 0)),
            1500 => archive.extend(packed(&response(number, 400))),
            1700 => archive.extend(response(number, -60)),
            _ => archive.extend(packed(&response(number, 0))),
        }
        if number % 100 == 0 {
            archive.extend(packed(&record("request", "application/http; msgtype=request", "x", b"GET / HTTP/1.1\r\n\r\n", 0)));
            archive.extend(packed(&record("revisit", "application/http; msgtype=response", "x", b"HTTP/1.1 200 OK\r\n\r\n", 0)));
        }
    }
    let options = Options::default();
    let (articles, failures) = read_with(&archive, &options);
    assert_eq!(options.passed.counts(), (20, 21), "revisits; requests and the head of the archive");
    let urls: std::collections::BTreeSet<&str> = articles.iter().filter_map(|article| article.meta.url.as_deref()).collect();
    let missing: Vec<usize> = (0..2000).filter(|number| !urls.contains(format!("https://news.example/{number}").as_str())).collect();
    assert_eq!(missing, [500, 1500, 1700], "{failures:?}");
    assert_eq!(articles.len(), 1997);
    assert_eq!(failures.len(), 3, "{failures:?}");
    assert!(failures.iter().all(|failure| failure.contains("a record of the archive")), "{failures:?}");
    assert!(articles[7].body.of(&articles[7].text).contains("café"), "{}", articles[7].text);
    assert_eq!(articles[7].origin.metadata_from.url.as_deref(), Some("fetched"));
}

#[test]
fn plain_archives_and_archives_in_one_member_are_read() {
    let plain: Vec<u8> =
        (0..30).flat_map(|number| if number == 9 { response(number, 1_000_000_000_000) } else { response(number, 0) }).collect();
    for bytes in [plain.clone(), packed(&plain)] {
        let (articles, failures) = read(&bytes);
        assert_eq!((articles.len(), failures.len()), (29, 1), "{failures:?}");
    }
    let (articles, failures) = read(&plain[..plain.len() - 200]);
    assert_eq!((articles.len(), failures.len()), (28, 2), "{failures:?}");
}

#[test]
fn bodies_are_unpacked_and_what_is_no_page_is_passed_over() {
    let http = |head: &str, body: &[u8]| {
        let mut message = format!("HTTP/1.1 {head}\r\n\r\n").into_bytes();
        message.extend(body);
        packed(&record("response", "application/http; msgtype=response", "https://news.example/x", &message, 0))
    };
    let page = page(1);
    let chunks = format!("{:x}\r\n{}\r\n{:x};x=y\r\n{}\r\n0\r\n\r\n", 100, &page[..100], page.len() - 100, &page[100..]);
    let (latin, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    let mut archive = Vec::new();
    archive.extend(http("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", &packed(page.as_bytes())));
    archive.extend(http("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip", page.as_bytes()));
    archive.extend(http("200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked", chunks.as_bytes()));
    archive.extend(http("200 OK\r\nContent-Type: text/html; charset=ISO-8859-1", &latin));
    archive.extend(http("404 Not Found\r\nContent-Type: text/html", page.as_bytes()));
    archive.extend(http("200 OK\r\nContent-Type: image/png", b"\x89PNG"));
    archive.extend(http("200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", b"\x0b\x02\x80"));
    archive.extend(packed(&record("conversion", "text/plain", "https://news.example/wet", "The show returns.\n".as_bytes(), 0)));
    let (articles, failures) = read(&archive);
    assert_eq!(articles.len(), 5);
    for article in &articles[..4] {
        assert!(article.text.contains("café of number 1"), "{}", article.text);
    }
    assert_eq!(articles[4].meta.url.as_deref(), Some("https://news.example/wet"));
    assert_eq!(failures.len(), 1);
    assert!(failures[0].contains("\"br\""), "{failures:?}");
}

#[test]
fn every_cut_of_an_archive_is_read_as_far_as_it_goes() {
    let archive: Vec<u8> = (0..3).flat_map(|number| packed(&response(number, 0))).collect();
    for length in (0..archive.len()).step_by(37) {
        let (articles, failures) = read(&archive[..length]);
        assert!(articles.len() <= 3 && articles.len() + failures.len() >= usize::from(length > 0), "{length}");
    }
}
