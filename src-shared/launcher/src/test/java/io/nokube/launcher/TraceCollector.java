package io.nokube.launcher;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// A collector of traces over OTLP/HTTP (opentelemetry-proto, `ExportTraceServiceRequest`). It reads the few fields
/// that
/// the tests ask for by their numbers.
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final Queue<Span> spans = new ConcurrentLinkedQueue<>();

    /// @param trace 32 hexadecimal digits
    /// @param kind 2 of a server, 3 of a client
    record Span(String service, String trace, String name, long kind, String attributes) {
        boolean isClient() {
            return kind == 3;
        }
    }

    private TraceCollector(HttpServer server) {
        this.server = server;
    }

    static TraceCollector start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TraceCollector collector = new TraceCollector(server);
        server.createContext("/v1/traces", collector::receive);
        server.start();
        return collector;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Span> trace(String id) {
        return spans.stream().filter(span -> span.trace().equals(id)).toList();
    }

    private void receive(HttpExchange exchange) throws IOException {
        boolean zipped = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (exchange;
                InputStream body =
                        zipped ? new GZIPInputStream(exchange.getRequestBody()) : exchange.getRequestBody()) {
            UnknownFieldSet request = UnknownFieldSet.parseFrom(body.readAllBytes());
            messages(request, 1).forEach(this::read);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void read(UnknownFieldSet resourceSpans) {
        String service = messages(resourceSpans, 1)
                .flatMap(resource -> messages(resource, 1))
                .filter(attribute -> text(attribute, 1).equals("service.name"))
                .flatMap(attribute -> messages(attribute, 2))
                .map(value -> text(value, 1))
                .findFirst()
                .orElse("");
        messages(resourceSpans, 2)
                .flatMap(scope -> messages(scope, 2))
                .map(span -> new Span(service, hex(span, 1), text(span, 5), number(span, 6), attributes(span)))
                .forEach(spans::add);
    }

    private static String attributes(UnknownFieldSet span) {
        return messages(span, 9)
                .map(attribute -> text(attribute, 1) + "="
                        + messages(attribute, 2)
                                .map(value -> text(value, 1))
                                .findFirst()
                                .orElse(""))
                .toList()
                .toString();
    }

    private static Stream<UnknownFieldSet> messages(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream().map(TraceCollector::parse);
    }

    private static UnknownFieldSet parse(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .findFirst()
                .map(ByteString::toStringUtf8)
                .orElse("");
    }

    private static String hex(UnknownFieldSet message, int field) {
        return HexFormat.of()
                .formatHex(message.getField(field)
                        .getLengthDelimitedList()
                        .getFirst()
                        .toByteArray());
    }

    private static long number(UnknownFieldSet message, int field) {
        return message.getField(field).getVarintList().stream().findFirst().orElse(0L);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
