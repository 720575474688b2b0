package dev.dromedary.plan;

import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.steps.JsonText;
import dev.dromedary.function.trigger.http.HttpOptions;
import dev.dromedary.function.trigger.http.LambdaHttpEndpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The HTTP API that the routes of a plan make up, as an OpenAPI 3.1 document. All of it is read from the routes: paths and methods from
 * their triggers, parameters from what they read, the body from the JSON Schema that they hold it against, and the answers from the status
 * and the content type that they set and the exceptions that they throw. Triggers name the JSON Schemas of parameters and answers.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0.html">OpenAPI 3.1</a>
 */
public final class OpenApi {

    private static final Pattern PATH_PARAMETER = Pattern.compile("\\{([^}+]+)\\+?}");
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String PROBLEM = "Problem";

    private final Path routes;
    private final Map<String, Object> paths = new TreeMap<>();
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Object> security = new TreeMap<>();

    private OpenApi(Path routes) {
        this.routes = routes;
        schemas.put(PROBLEM, problem());
    }

    /**
     * The document.
     *
     * @param plan the plan
     * @param routes the routes folder that it is of
     * @return JSON; it has no paths if no route begins with {@code lambda-http}
     */
    public static String json(Plan plan, Path routes) {
        OpenApi api = new OpenApi(routes);
        plan.functions().values().stream()
                .filter(function -> function.endpoint() instanceof LambdaHttpEndpoint)
                .forEach(function -> api.add(function, (LambdaHttpEndpoint) function.endpoint()));
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("openapi", "3.1.0");
        document.put("info", ordered("title", "Routes with lambda-http", "version", "0"));
        document.put("paths", api.paths);
        Map<String, Object> components = new LinkedHashMap<>();
        components.put("schemas", api.schemas);
        components.put("securitySchemes", api.security);
        document.put("components", components);
        return JsonText.pretty(document) + "\n";
    }

    private void add(PlannedFunction function, LambdaHttpEndpoint endpoint) {
        String[] route = endpoint.route().text().split(" ", 2);
        RouteTexts texts = RouteTexts.of(routes, RouteFiles.of(routes, function.id()));
        Map<String, Object> operation = new LinkedHashMap<>();
        operation.put("operationId", function.id());
        operation.put("tags", List.of(function.pipeline()));
        function.description().ifPresent(text -> operation.put("description", text));
        boolean hasBody = WITH_BODY.contains(route[0]);
        List<Object> parameters = new ArrayList<>();
        Matcher names = PATH_PARAMETER.matcher(route[1]);
        while (names.find()) {
            parameters.add(parameter(names.group(1), "path", true));
        }
        if (endpoint.getQuerySchema() != null) {
            parameters.addAll(query(endpoint.getQuerySchema()));
        } else if (route[0].equals("GET")) {
            texts.headers().stream()
                    .filter(name -> !route[1].contains("{" + name + "}") && !route[1].contains("{" + name + "+}"))
                    .forEach(name -> parameters.add(parameter(name, "query", false)));
        }
        if (route[0].equals("POST") && texts.isOnce()) {
            Map<String, Object> key = parameter("Idempotency-Key", "header", false);
            key.put("schema", Map.of("type", "string", "pattern", "^[^\\u0000-\\u001f\\u007f]{1,255}$"));
            parameters.add(key);
        }
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        if (hasBody) {
            operation.put("requestBody", body(texts, endpoint));
        }
        operation.put("responses", responses(texts, endpoint, hasBody));
        secure(endpoint, operation);
        @SuppressWarnings("unchecked")
        Map<String, Object> path =
                (Map<String, Object>) paths.computeIfAbsent(route[1].replace("+}", "}"), any -> new TreeMap<>());
        path.put(route[0].toLowerCase(Locale.ROOT), operation);
    }

    /** The properties of an object, as parameters. */
    private List<Map<String, Object>> query(String file) {
        Map<String, Object> schema = document(file);
        List<?> required = schema.get("required") instanceof List<?> names ? names : List.of();
        List<Map<String, Object>> all = new ArrayList<>();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, of) -> {
                Map<String, Object> parameter = parameter(String.valueOf(name), "query", required.contains(name));
                parameter.put("schema", of);
                all.add(parameter);
            });
        }
        return all;
    }

    private static Map<String, Object> parameter(String name, String in, boolean required) {
        Map<String, Object> parameter = new LinkedHashMap<>();
        parameter.put("name", name);
        parameter.put("in", in);
        parameter.put("required", required);
        parameter.put("schema", Map.of("type", "string"));
        return parameter;
    }

    private Map<String, Object> body(RouteTexts texts, LambdaHttpEndpoint endpoint) {
        Object schema = texts.schema().<Object>map(this::schema).orElse(Map.of());
        Map<String, Object> content = new LinkedHashMap<>();
        HttpOptions.contentTypes(endpoint).forEach(type -> content.put(type, Map.of("schema", schema)));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("required", true);
        body.put("content", content);
        return body;
    }

    /** A reference to a JSON Schema of the routes folder, which becomes a component under its title. */
    private Map<String, Object> schema(String file) {
        Map<String, Object> document = document(file);
        String title = String.valueOf(document.getOrDefault("title", file)).replaceAll("[^A-Za-z0-9._-]", "-");
        if (schemas.putIfAbsent(title, document) == null) {
            document.replaceAll((name, value) -> referring(Path.of(file), value));
        }
        return Map.of("$ref", SCHEMAS + title);
    }

    /** With references to components where it refers to files beside it. */
    private Object referring(Path file, Object value) {
        if (value instanceof Map<?, ?> map) {
            if (map.get("$ref") instanceof String name && !name.startsWith("#")) {
                return schema(file.resolveSibling(name).normalize().toString().replace('\\', '/'));
            }
            Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, each) -> copy.put(String.valueOf(name), referring(file, each)));
            return copy;
        }
        return value instanceof List<?> list
                ? list.stream().map(each -> referring(file, each)).toList()
                : value;
    }

    private Map<String, Object> document(String file) {
        try {
            Map<String, Object> document =
                    new LinkedHashMap<>(JsonText.parse(file, Files.readString(routes.resolve(file))));
            document.remove("$schema");
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " can't be read", e);
        }
    }

    private Map<String, Object> responses(RouteTexts texts, LambdaHttpEndpoint endpoint, boolean hasBody) {
        Map<String, Object> responses = new TreeMap<>();
        Map<String, Object> schema = endpoint.getResponseSchema() == null ? null : schema(endpoint.getResponseSchema());
        Map<String, Object> left =
                answer("What the route leaves", texts.contentType().orElse("application/json"), schema);
        texts.statuses().forEach(status -> responses.put(status, left));
        if (responses.isEmpty()) {
            responses.put("200", left);
        }
        texts.problems().forEach(status -> responses.put(status, problem(status)));
        if (hasBody) {
            List.of("400", "413", "415").forEach(status -> responses.put(status, problem(status)));
        }
        if (endpoint.getMethod().equals("POST") && texts.isOnce()) {
            List.of("409", "422").forEach(status -> responses.put(status, problem(status)));
        }
        responses.put("500", problem("500"));
        return responses;
    }

    private static Map<String, Object> problem(String status) {
        return answer(
                status.startsWith("5") ? "The request could not be handled" : "The request is refused",
                "application/problem+json",
                Map.of("$ref", SCHEMAS + PROBLEM));
    }

    private static Map<String, Object> answer(String description, String type, Map<String, Object> schema) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("description", description);
        answer.put("content", Map.of(type, schema == null ? Map.of() : Map.of("schema", schema)));
        return answer;
    }

    private void secure(LambdaHttpEndpoint endpoint, Map<String, Object> operation) {
        String name = endpoint.getAuthorization().name();
        switch (endpoint.getAuthorization()) {
            case none -> operation.put("security", List.of());
            case jwt -> {
                security.put(name, ordered("type", "http", "scheme", "bearer", "bearerFormat", "JWT"));
                operation.put("security", List.of(Map.of(name, List.of())));
            }
            case iam -> {
                // As API Gateway tells of it:
                // https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions-authtype.html
                security.put(
                        name,
                        ordered(
                                "type",
                                "apiKey",
                                "name",
                                "Authorization",
                                "in",
                                "header",
                                "x-amazon-apigateway-authtype",
                                "awsSigv4"));
                operation.put("security", List.of(Map.of(name, List.of())));
            }
        }
    }

    /** https://www.rfc-editor.org/rfc/rfc9457 */
    private static Map<String, Object> problem() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List.of("type", "title", "detail", "instance").forEach(name -> properties.put(name, Map.of("type", "string")));
        properties.put("status", Map.of("type", "integer"));
        Map<String, Object> problem = new LinkedHashMap<>();
        problem.put("description", "What is wrong, as RFC 9457 has it");
        problem.put("type", "object");
        problem.put("properties", properties);
        return problem;
    }

    /** Texts by name, always in this order. */
    private static Map<String, Object> ordered(String... namesAndTexts) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndTexts.length; i += 2) {
            map.put(namesAndTexts[i], namesAndTexts[i + 1]);
        }
        return map;
    }
}
