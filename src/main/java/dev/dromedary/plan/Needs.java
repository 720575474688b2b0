package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What one function needs, gathered step by step. */
public final class Needs {

    private final String id;
    private final Settings settings;
    private final Grants grants;
    private final Optional<String> triggerKeys;
    private final Set<String> external;
    private final Set<Permission> permissions = new LinkedHashSet<>();
    private final Map<String, Set<String>> listed = new TreeMap<>();
    private final Map<Emission, Step> emissions = new LinkedHashMap<>();
    private final Map<Step, List<Map<String, Integer>>> calls = new HashMap<>();
    private Map<String, Integer> visit = new TreeMap<>();
    private final Map<String, Object> model = new TreeMap<>();
    private final UsedResources used = new UsedResources();
    private final CatalogNeeds catalog = new CatalogNeeds();
    private boolean judging;
    private boolean counting;
    private ZipPackage zip = ZipPackage.FUNCTION;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * Nothing yet.
     *
     * @param id the function's route
     * @param settings the function's properties
     * @param grants what the route's trigger grants
     * @param triggerKeys what the keys of the trigger's objects begin with; empty if it brings none, or any
     */
    Needs(String id, Settings settings, Grants grants, Optional<String> triggerKeys) {
        this.id = id;
        this.settings = settings;
        this.grants = grants;
        this.triggerKeys = triggerKeys;
        this.external = settings.external();
    }

    Optional<String> triggerKeys() {
        return triggerKeys;
    }

    /** The pipeline that the function's route is of. */
    String pipeline() {
        return id.replaceFirst("-.*", "");
    }

    Settings settings() {
        return settings;
    }

    /** The resource that an option names by a property, or nothing and a finding. */
    public Optional<Resource> resource(EndpointUse use, String option, ResourceKind kind) {
        String raw = use.raw(option).orElse("");
        if (raw.isEmpty()) {
            finding(use.step(), use.scheme() + " names no " + kind.word() + "; set its option " + option + ".");
            return Optional.empty();
        }
        return named(use.step(), raw, kind);
    }

    /** The resource that a text names. */
    Optional<Resource> named(Step step, String raw, ResourceKind kind) {
        if (raw.contains("${")) {
            finding(
                    step,
                    "The " + kind.word() + " is \"" + raw + "\", which is known only when the route runs; name"
                            + " it by a property.");
            return Optional.empty();
        }
        String value = settings.resolve(raw).strip();
        Optional<String> property = Settings.property(raw);
        if (value.isEmpty()) {
            finding(
                    step,
                    "The " + kind.word() + " has no name; give "
                            + property.map(name -> "the property " + name).orElse("it") + " a value.");
            return Optional.empty();
        }
        Resource resource = resource(kind, kind.nameOf(value));
        boolean fixed = resource.realName().equals(resource.name());
        if (property.isEmpty() && !fixed) {
            // At a desk, where names are what routes say, it is granted all the same.
            finding(
                    step,
                    "The " + kind.word() + " is written as \"" + raw + "\"; name it by a property of its own,"
                            + " such as {{orders." + kind.word().replace(' ', '-')
                            + "}}, as each environment has its own, or"
                            + " list it under external.");
        }
        property.ifPresent(name -> used.realValues().put(name, resource.realValue(value)));
        used.all().add(resource);
        if (kind == ResourceKind.SECRET || kind == ResourceKind.PARAMETER) {
            property.ifPresent(name -> secret(step, resource, name));
        }
        property.flatMap(name -> settings.value(name + ".kms-key"))
                .filter(key -> !key.isBlank())
                .ifPresent(key -> key(step, resource, key.strip()));
        return Optional.of(resource);
    }

    private void secret(Step step, Resource resource, String property) {
        if (resource.name().startsWith("/") != (resource.kind() == ResourceKind.PARAMETER)) {
            finding(
                    step,
                    "The property " + property + " holds \"" + resource.name() + "\"; the name of a parameter begins"
                            + " with a slash, and that of a secret does not.");
        } else if (!resource.external()) {
            used.secrets().put(property, resource);
        }
    }

    /** A customer's key, which may be used through the resource's service alone. */
    private void key(Step step, Resource resource, String key) {
        if (!key.startsWith("arn:")) {
            finding(
                    step,
                    "The property that names the key of " + resource.name() + " holds \"" + key
                            + "\"; it has to be the key's ARN.");
            return;
        }
        used.keys().put(resource, key);
        boolean onlyRead = resource.kind() == ResourceKind.SECRET || resource.kind() == ResourceKind.PARAMETER;
        allow(
                "UseKey",
                key,
                onlyRead ? List.of("kms:Decrypt") : List.of("kms:Decrypt", "kms:GenerateDataKey"),
                new Condition(
                        "StringEquals",
                        "kms:ViaService",
                        List.of(resource.kind().service() + ".${region}.amazonaws.com")));
    }

    public Resource resource(ResourceKind kind, String name) {
        return new Resource(kind, name, external.contains(name));
    }

    public void allow(String purpose, String resource, List<String> actions, Condition... conditions) {
        permissions.add(new Permission(purpose, actions, resource, List.of(conditions)));
        // A condition belongs to what another service calls; what is streamed tells its outputs itself.
        if (conditions.length == 0 && !actions.contains("s3:AbortMultipartUpload")) {
            calls(actions.get(0), 1);
        }
    }

    /** What is allowed from now on, a step calls. */
    void visit(Step step) {
        visit = new TreeMap<>();
        calls.computeIfAbsent(step, each -> new ArrayList<>()).add(visit);
    }

    /** What is allowed from now on, nothing calls that the route tells of. */
    void leave() {
        visit = new TreeMap<>();
    }

    /** The step that is visited calls an action so many times, or does what {@link Work} has a name for. */
    void calls(String action, int times) {
        visit.merge(action, times, Math::max);
    }

    /** What a step calls: the most of any way that leads to it. */
    Map<String, Integer> calls(Step step) {
        Map<String, Integer> most = new TreeMap<>();
        calls.getOrDefault(step, List.of())
                .forEach(each -> each.forEach((name, times) -> most.merge(name, times, Math::max)));
        return most;
    }

    /** A setting of the questions to a model, such as a price. */
    void model(String name, Object value) {
        model.put(name, value);
    }

    Map<String, Object> model() {
        return model;
    }

    /** A bucket's keys may be listed: without it, S3 answers 403 for a key that isn't there, not 404. */
    public void allowListing(Resource bucket, String keys) {
        listed.computeIfAbsent(bucket.arn(), arn -> new TreeSet<>()).add(keys);
    }

    /** Events are put on a bus; those of one source are one permission. Types are empty if they are not known. */
    void tells(Resource bus, Set<KeyPattern> sources, Set<KeyPattern> types, Step step) {
        calls("events:PutEvents", 1);
        Emission.Event event = new Emission.Event(bus, sources, types);
        Optional<Emission.Event> sameSource = emissions.keySet().stream()
                .filter(Emission.Event.class::isInstance)
                .map(Emission.Event.class::cast)
                .filter(each -> each.bus().equals(bus) && each.sources().equals(sources))
                .filter(each -> each.detailTypes().isEmpty() == types.isEmpty())
                .findFirst();
        if (sameSource.isPresent()) {
            Set<KeyPattern> all = new LinkedHashSet<>(sameSource.get().detailTypes());
            all.addAll(types);
            event = new Emission.Event(bus, sources, all);
        }
        emissions.put(event, sameSource.map(emissions::remove).orElse(step));
    }

    void emits(Emission emission, Step step) {
        emissions.putIfAbsent(emission, step);
    }

    /** The plan knows nothing of an operation; the trigger has to grant what it does. */
    void unknownOperation(EndpointUse use, String operation) {
        unknown(
                use.step(),
                "The operation of " + use.scheme() + " is \"" + operation + "\", which the plan has no rule for");
    }

    void unknown(Step step, String what, String... actions) {
        unknown(step, what, List.of(actions));
    }

    /** Something can't be known; the trigger has to grant it. */
    void unknown(Step step, String what, List<String> actions) {
        actions.stream().limit(1).forEach(action -> calls(action, 1));
        List<String> missing = grants.missing(actions);
        if (actions.isEmpty() ? !grants.isDeclared() : !missing.isEmpty()) {
            String example = actions.isEmpty()
                    ? "s3:GetObject=NAME, or grants: none if it calls nothing of AWS."
                    : missing.stream().map(action -> action + "=NAME").collect(Collectors.joining(", ")) + ".";
            String advice = missing.size() < actions.size()
                    ? "add to the option grants of its trigger: "
                    : "declare it in the option grants of its trigger, such as grants: ";
            finding(step, what + ", so the plan can't know what " + id + " may do; " + advice + example);
        }
    }

    void finding(Step step, String message) {
        Finding finding = step.finding(message);
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    Set<Permission> permissions() {
        Set<Permission> all = new LinkedHashSet<>(permissions);
        emissions.keySet().stream()
                .filter(Emission.Event.class::isInstance)
                .map(Emission.Event.class::cast)
                .flatMap(event -> EventBridgePermissions.of(event).stream())
                .forEach(all::add);
        listed.forEach((bucket, keys) -> all.add(new Permission(
                "ListObjects",
                List.of("s3:ListBucket"),
                bucket,
                List.of(new Condition("StringLike", "s3:prefix", List.copyOf(keys))))));
        return all;
    }

    /** The tables that what is written makes up. */
    CatalogNeeds catalog() {
        return catalog;
    }

    /** The route judges records, so that there is a share of valid ones. */
    void judge() {
        judging = true;
    }

    boolean judges() {
        return judging;
    }

    /** The route counts the records of a stream in their order. */
    void countRecords() {
        counting = true;
    }

    /** Whether the route counts the records of a stream in their order. */
    public boolean countsRecords() {
        return counting;
    }

    /** The route needs what is in a zip; the one that has most has what the others have. */
    void runFrom(ZipPackage needed) {
        zip = needed.compareTo(zip) > 0 ? needed : zip;
    }

    ZipPackage zip() {
        return zip;
    }

    public UsedResources used() {
        return used;
    }

    Map<Emission, Step> emissions() {
        return emissions;
    }

    List<Finding> findings() {
        return findings;
    }
}
