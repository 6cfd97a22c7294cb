package io.waymark.sandbox.hostile;

import static io.waymark.sandbox.hostile.HostileText.INJECTED;
import static io.waymark.sandbox.hostile.HostileText.MARK;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rows that are no HTTP, or HTTP that two readers may read in two ways. They end in the server, before any call begins. */
final class WireAttacks {

    private static final String HOST = "Host: localhost\r\nConnection: close\r\n";

    // spotless:off
    static final List<Attack> ALL = List.of(
            head("a line of letters without end", "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a header of letters without end", "GET / HTTP/1.1\r\n" + HOST + "X-A: " + MARK.repeat(10_000) + "\r\n\r\n"),
            head("a flood of headers", "GET / HTTP/1.1\r\n" + HOST + lines(5000) + "\r\n"),
            head("NUL in a header", "GET / HTTP/1.1\r\n" + HOST + "X-A: a\0" + MARK + "\r\n\r\n"),
            head("NUL in a name", "GET / HTTP/1.1\r\n" + HOST + "X\0A: " + MARK + "\r\n\r\n"),
            head("NUL in the path", "GET /\0" + MARK + " HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a header without a colon", "GET / HTTP/1.1\r\n" + HOST + MARK + "\r\n\r\n"),
            head("a header without a name", "GET / HTTP/1.1\r\n" + HOST + ": " + MARK + "\r\n\r\n"),
            head("a blank before the colon", "POST / HTTP/1.1\r\n" + HOST + "Content-Length : 5\r\n\r\nhello"),
            head("a header in two lines", "GET / HTTP/1.1\r\n" + HOST + "X-A: a\r\n " + INJECTED + ": 1\r\n\r\n"),
            head("lines that end in LF", "GET / HTTP/1.1\nHost: localhost\nConnection: close\n\n"),
            head("no host", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n"),
            head("two hosts", "GET / HTTP/1.1\r\n" + HOST + "Host: evil.example\r\n\r\n"),
            head("another host", "GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"),
            head("a host that is none", "GET / HTTP/1.1\r\nHost: \"><" + MARK + ":999999\r\nConnection: close\r\n\r\n"),
            head("a whole address", "GET http://169.254.169.254/latest/meta-data HTTP/1.1\r\n" + HOST + "\r\n"),
            head("an address of a file", "GET file:///etc/passwd HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a star", "OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a path of paths", "GET /../../../../etc/passwd HTTP/1.1\r\n" + HOST + "\r\n"),
            head("TRACE", "TRACE / HTTP/1.1\r\n" + HOST + "X-A: " + MARK + "\r\n\r\n"),
            head("CONNECT", "CONNECT localhost:22 HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a method of nobody", MARK + " / HTTP/1.1\r\n" + HOST + "\r\n"),
            head("a method of letters without end", "A".repeat(50_000) + " / HTTP/1.1\r\n" + HOST + "\r\n"),
            head("another version", "GET / HTTP/9.9\r\n" + HOST + "\r\n"),
            head("no version", "GET /\r\n\r\n"),
            head("another protocol", "EHLO " + MARK + "\r\n\r\n"),
            head("two lengths", post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello!")),
            head("a length and chunks", post("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\nGET /q/metrics HTTP/1.1\r\n\r\n")),
            head("a negative length", post("Content-Length: -1\r\n", "hello")),
            head("a length with a sign", post("Content-Length: +5\r\n", "hello")),
            head("a length beyond all numbers", post("Content-Length: 99999999999999999999\r\n", "hello")),
            head("a length that is no number", post("Content-Length: " + MARK + "\r\n", "hello")),
            head("another coding", post("Transfer-Encoding: " + MARK + "\r\n", "hello")),
            head("chunks, twice", post("Transfer-Encoding: chunked, chunked\r\n", "0\r\n\r\n")),
            head("chunks, hidden", post("Transfer-Encoding: xchunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n")),
            head("a chunk beyond all numbers", post("Transfer-Encoding: chunked\r\n", "ffffffffffffffffffff\r\n" + MARK)),
            head("a negative chunk", post("Transfer-Encoding: chunked\r\n", "-1\r\n" + MARK + "\r\n0\r\n\r\n")),
            head("a chunk that is no number", post("Transfer-Encoding: chunked\r\n", MARK + "\r\n\r\n")),
            head("an extension of letters without end", post("Transfer-Encoding: chunked\r\n", "1;" + "x".repeat(100_000) + "\r\na\r\n0\r\n\r\n")),
            head("trailers without end", post("Transfer-Encoding: chunked\r\n", "0\r\n" + lines(5000) + "\r\n")),
            head("many calls at once", ("GET /" + MARK + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(50) + "GET / HTTP/1.1\r\n" + HOST + "\r\n"));
    // spotless:on

    /** Begun and not ended, to a reader of HTTP at least: the caller goes away. */
    static final List<Attack> LEFT = List.of(
            head("lines that end in CR", "GET / HTTP/1.1\rHost: localhost\r\r"),
            head("HTTP/2 untold", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0"),
            head("TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "x".repeat(200)),
            head("nothing but blank lines", "\r\n".repeat(5000)),
            head(
                    "HTTP/2 by upgrade",
                    "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: "
                            + MARK + "\r\n\r\n"),
            head("half a line", "GET /v1/ship"),
            head("half a head", "GET / HTTP/1.1\r\nHost: local"),
            head("half a body", post("Content-Length: 1000\r\n", "{\"carrier\":")),
            head("half a chunk", post("Transfer-Encoding: chunked\r\n", "ff\r\n{\"carrier\"")));

    private WireAttacks() {}

    /** To the path of the target, by its method where it has a body. */
    private static Attack head(String name, String text) {
        return new Attack(
                "wire: " + name,
                target -> Stream.of(
                        text.replace(" / HTTP", " " + path(target) + " HTTP").getBytes(ISO_8859_1)));
    }

    private static String path(Target target) {
        return target.path().replaceAll("[{}]", "");
    }

    private static String post(String headers, String body) {
        return "POST / HTTP/1.1\r\n" + HOST + "Content-Type: application/json\r\n" + headers + "\r\n" + body;
    }

    private static String lines(int count) {
        return String.join(
                "",
                IntStream.range(0, count)
                        .mapToObj(i -> "X-" + i + ": " + MARK + "\r\n")
                        .toList());
    }
}
