package dev.dromedary.function.runtime.stub;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * S3 (buckets as paths), EventBridge's PutEvents, SQS queues and DynamoDB tables that forget, over HTTP on the loopback interface,
 * as far as the routes need them. Notes every call, and can leave one without a reply.
 */
public final class AwsStub implements AutoCloseable {

    private static final Pattern PART = Pattern.compile("<Part>(.*?)</Part>");

    private final S3Objects s3 = new S3Objects();
    private final StubQueues queues = new StubQueues();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Set<String> accessKeys = ConcurrentHashMap.newKeySet();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    private volatile Predicate<String> hangsOn = call -> false;
    private volatile Predicate<String> stallsOn = call -> false;

    /** Starts it on a free port. */
    public AwsStub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** The value for {@code AWS_ENDPOINT_URL}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The objects. */
    public S3Objects s3() {
        return s3;
    }

    /** The queues. */
    public StubQueues queues() {
        return queues;
    }

    /** The bodies of all PutEvents calls. */
    public List<String> events() {
        return events;
    }

    /** The bodies of all questions to a model. */
    public List<String> questions() {
        return questions;
    }

    /** The fields of all calls to services that take forms: SES and SNS. */
    public List<Map<String, String>> forms() {
        return forms;
    }

    private static boolean isForm(HttpExchange exchange) {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        return type != null && type.startsWith("application/x-www-form-urlencoded");
    }

    /** Every call: method and path with query, or the target of a JSON call. */
    public List<String> calls() {
        return calls;
    }

    /** The ids of the access keys that calls were signed with. */
    public Set<String> accessKeys() {
        return accessKeys;
    }

    /** Calls that this picks get no reply. */
    public void hangOn(Predicate<String> call) {
        hangsOn = call;
    }

    /** Objects whose paths this picks are sent only by half, and then no more comes. */
    public void stallOn(Predicate<String> path) {
        stallsOn = path;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String call = target != null
                    ? target
                    : exchange.getRequestMethod() + " "
                            + exchange.getRequestURI().getPath()
                            + (query(exchange) == null ? "" : "?" + query(exchange));
            calls.add(call);
            accessKeys.add(accessKey(exchange.getRequestHeaders().getFirst("Authorization")));
            AwsChunked.Decoded decoded = body(exchange);
            byte[] body = decoded.body();
            if (hangsOn.test(call)) {
                closing.await();
                return;
            }
            if ("AWSEvents.PutEvents".equals(target)) {
                events.add(new String(body, StandardCharsets.UTF_8));
                reply(exchange, 200, "{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"1\"}]}");
            } else if (exchange.getRequestURI().getPath().startsWith("/model/")) {
                questions.add(new String(body, StandardCharsets.UTF_8));
                reply(exchange, 200, ModelAnswer.JSON);
            } else if (isForm(exchange)) {
                forms.add(parameters(new String(body, StandardCharsets.UTF_8)));
                reply(exchange, 200, FormAnswer.to(forms.get(forms.size() - 1)));
            } else if (target != null && target.startsWith(StubQueues.TARGETS)) {
                reply(exchange, 200, queues.answer(target, new String(body, StandardCharsets.UTF_8)));
            } else if (target != null) {
                // A table that is always empty and takes everything; DynamoDbServer is a real one.
                reply(exchange, 200, "{}");
            } else {
                object(exchange, decoded);
            }
        } catch (S3Objects.RefusedException e) {
            reply(exchange, e.status(), "<Error><Code>" + e.getMessage() + "</Code></Error>");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String accessKey(String authorization) {
        Matcher matcher = Pattern.compile("Credential=([^/]+)/").matcher(String.valueOf(authorization));
        return matcher.find() ? matcher.group(1) : "nobody";
    }

    private static AwsChunked.Decoded body(HttpExchange exchange) throws IOException {
        try (InputStream in = exchange.getRequestBody()) {
            boolean chunked = exchange.getRequestHeaders().containsKey("x-amz-decoded-content-length");
            return chunked
                    ? AwsChunked.decode(in)
                    : new AwsChunked.Decoded(
                            in.readAllBytes(), exchange.getRequestHeaders().getFirst("x-amz-checksum-crc32"));
        }
    }

    private void object(HttpExchange exchange, AwsChunked.Decoded decoded) throws IOException, InterruptedException {
        byte[] body = decoded.body();
        if (decoded.crc32() != null && !decoded.crc32().equals(S3Objects.crc32(body))) {
            throw new S3Objects.RefusedException(400, "BadDigest");
        }
        String path = exchange.getRequestURI().getPath();
        Map<String, String> query = parameters(query(exchange));
        String upload = query.get("uploadId");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                String etag = upload == null
                        ? s3.put(path, body, metadata(exchange)).etag()
                        : s3.part(upload, Integer.parseInt(query.get("partNumber")), body, decoded.crc32());
                exchange.getResponseHeaders().set("ETag", "\"" + etag + "\"");
                if (decoded.crc32() != null) {
                    exchange.getResponseHeaders().set("x-amz-checksum-crc32", decoded.crc32());
                }
                reply(exchange, 200, "");
            }
            case "POST" -> {
                String xml = upload == null
                        ? "<InitiateMultipartUploadResult><UploadId>"
                                + s3.begin(
                                        path,
                                        metadata(exchange),
                                        exchange.getRequestHeaders().getFirst("x-amz-checksum-algorithm"))
                                + "</UploadId></InitiateMultipartUploadResult>"
                        : "<CompleteMultipartUploadResult><ETag>\""
                                + s3.complete(upload, named(body)).etag() + "\"</ETag></CompleteMultipartUploadResult>";
                reply(exchange, 200, xml);
            }
            case "DELETE" -> {
                if (upload == null) {
                    s3.delete(path);
                } else {
                    s3.abort(upload);
                }
                exchange.sendResponseHeaders(204, -1);
            }
            default -> get(exchange, path);
        }
    }

    private static List<S3Objects.Named> named(byte[] body) {
        return PART.matcher(new String(body, StandardCharsets.UTF_8))
                .results()
                .map(part -> new S3Objects.Named(
                        Integer.parseInt(element(part.group(1), "PartNumber")),
                        element(part.group(1), "ETag").replace("&quot;", "").replace("\"", ""),
                        element(part.group(1), "ChecksumCRC32")))
                .toList();
    }

    private static String element(String xml, String name) {
        Matcher matcher = Pattern.compile("<" + name + ">(.*?)</").matcher(xml);
        return matcher.find() ? matcher.group(1) : null;
    }

    private void get(HttpExchange exchange, String path) throws IOException, InterruptedException {
        boolean head = exchange.getRequestMethod().equals("HEAD");
        S3Objects.Stored stored = s3.get(path);
        if (stored == null) {
            boolean bucket = path.indexOf('/', 1) < 0;
            exchange.sendResponseHeaders(bucket ? 200 : 404, -1);
            return;
        }
        String condition = exchange.getRequestHeaders().getFirst("If-Match");
        if (condition != null && !condition.equals("\"" + stored.etag() + "\"")) {
            reply(exchange, 412, "<Error><Code>PreconditionFailed</Code></Error>");
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("ETag", "\"" + stored.etag() + "\"");
        stored.metadata().forEach(headers::set);
        if (head) {
            headers.set("Content-Length", Integer.toString(stored.body().length));
            exchange.sendResponseHeaders(200, -1);
        } else if (stallsOn.test(path)) {
            exchange.sendResponseHeaders(200, stored.body().length);
            exchange.getResponseBody().write(stored.body(), 0, stored.body().length / 2);
            exchange.getResponseBody().flush();
            closing.await();
        } else {
            reply(exchange, 200, stored.body());
        }
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        reply(exchange, status, body.getBytes(StandardCharsets.UTF_8));
    }

    private static void reply(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static String query(HttpExchange exchange) {
        return exchange.getRequestURI().getRawQuery();
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query == null ? new String[0] : query.split("&")) {
            int equals = pair.indexOf('=');
            parameters.put(
                    equals < 0 ? pair : pair.substring(0, equals),
                    equals < 0 ? "" : URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static Map<String, String> metadata(HttpExchange exchange) {
        Map<String, String> metadata = new HashMap<>();
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (name.toLowerCase(Locale.ROOT).startsWith("x-amz-meta-")) {
                metadata.put(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        return metadata;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
