package dev.dromedary.desk.emulator;

import dev.dromedary.function.records.Sha256;
import dev.dromedary.function.runtime.JsonDocument;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.StackResource;
import software.amazon.awssdk.services.cloudformation.waiters.CloudFormationWaiter;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** A plan that is carried out in MiniStack: a stack of CloudFormation for an environment, whose functions run from the built zip. */
public final class Rehearsal implements AutoCloseable {

    /** In the metadata of what one pipeline alone needs. */
    static final String PIPELINE = "pipeline";

    private static final String FUNCTION = "AWS::Lambda::Function";
    private static final String API = "AWS::ApiGatewayV2::Api";
    private static final String WORKFLOW = "AWS::StepFunctions::StateMachine";

    /** A stack that can't be updated, and holds nothing that was ever used. */
    private static final Set<String> NEVER_COMPLETE =
            Set.of("CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED", "DELETE_FAILED");

    private static final WaiterOverrideConfiguration PATIENCE = WaiterOverrideConfiguration.builder()
            .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(300)))
            .maxAttempts(1000)
            .build();

    private final Emulator emulator;
    private final URI endpoint;
    private final CloudFormationClient stacks;
    private final CloudFormationWaiter waiter;
    private final String stack;
    private final String artifacts;
    private final HandOver handOver;

    private Rehearsal(Emulator emulator, URI endpoint) {
        this.emulator = emulator;
        this.endpoint = endpoint;
        this.stack = emulator.names().fill("dromedary-${environment}");
        this.artifacts = emulator.names().fill("dromedary-artifacts-${environment}-${account}-${region}");
        this.handOver = new HandOver(emulator.clients().eventBridge(), emulator.names(), endpoint, stack);
        this.stacks = CloudFormationClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(emulator.names().region()))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.waiter = CloudFormationWaiter.builder()
                .client(stacks)
                .overrideConfiguration(PATIENCE)
                .build();
    }

    /**
     * Looks for MiniStack. Creates nothing yet.
     *
     * @param plan the plan's document, as {@code Plan.document()} gives it
     * @param prefix what all names begin with: {@code claims-}, or nothing
     * @param environment name of the environment
     * @param variables environment variables, for the endpoint and the region
     * @throws EmulatorException in one sentence, if no endpoint is named, nothing answers there, or what answers is no MiniStack
     */
    public static Rehearsal of(
            Map<String, Object> plan, String prefix, String environment, Map<String, String> variables) {
        Endpoints endpoints = Endpoints.of(variables)
                .orElseThrow(() -> new EmulatorException("The environment names no emulator; start MiniStack"
                        + " (docs/rehearsing.md) and set AWS_ENDPOINT_URL=http://localhost:4566."));
        URI endpoint = endpoints.single();
        if (Endpoints.isAws(endpoint)) {
            throw new EmulatorException("Nothing is done at " + endpoint
                    + ", as it is AWS itself; deploy there with Terraform (docs/deploying.md).");
        }
        if (Kind.of(endpoints) != Kind.MINISTACK) {
            throw new EmulatorException("No MiniStack answers at " + endpoint + "; start it (docs/rehearsing.md)."
                    + " Other emulators don't run the built zip without Docker; they have run PIPELINE --create.");
        }
        Map<String, String> named = new LinkedHashMap<>(variables);
        named.put("DROMEDARY_ENVIRONMENT", environment);
        Emulator emulator = Emulator.of(plan, endpoints, Names.of(named).beginning(prefix));
        return new Rehearsal(emulator, endpoint);
    }

    /**
     * Creates or updates all that the plan names; data that is there already stays.
     *
     * @param only the one pipeline that the plan is of: the others in the environment stay as they are; empty if it is of all
     * @param zip what {@code mvn package} has built; the zips of other packages stand beside it
     * @param routes the folder that the plan was made from
     * @param told gets each line about what is there now
     * @throws EmulatorException in one sentence, if the zip is not there or of other routes, or MiniStack refuses something
     */
    public void deploy(Optional<String> only, Path zip, Path routes, Consumer<String> told) throws IOException {
        Part plan = new Part(emulator.plan());
        Map<String, Map<String, Object>> code = new LinkedHashMap<>();
        for (Part function : plan.parts("functions").values()) {
            String kind = function.optional("package").orElse("");
            if (!code.containsKey(kind)) {
                code.put(kind, upload(kind, zip, routes));
            }
        }
        Map<String, Object> resources = new LinkedHashMap<>();
        Optional<Map<String, Object>> deployed = deployed();
        only.flatMap(name -> deployed.map(earlier -> others(earlier, name))).ifPresent(resources::putAll);
        resources.putAll(new RehearsalTemplate(plan, emulator.names(), endpoint, code, handOver.create()).resources());
        carryOut(resources, deployed.isPresent());
        tell(told);
    }

    /** Uploads the zip of a package; says where it is as CloudFormation does. */
    private Map<String, Object> upload(String kind, Path zip, Path routes) throws IOException {
        Path built = kind.isEmpty() ? zip : RehearsedZip.sibling(zip, kind);
        Path rehearsed = zip.resolveSibling("dromedary-rehearsal.zip");
        String key = "functions/" + RehearsedZip.make(built, routes, rehearsed) + ".zip";
        upload(key, RequestBody.fromFile(rehearsed));
        return Map.of("S3Bucket", artifacts, "S3Key", key);
    }

    /**
     * Removes the environment, and all data in it.
     *
     * @return whether there was one
     */
    public boolean destroy() {
        boolean there = deployed().isPresent();
        if (there) {
            stacks.deleteStack(delete -> delete.stackName(stack));
            await(() -> waiter.waitUntilStackDeleteComplete(wait -> wait.stackName(stack)));
        }
        try {
            emulator.clients().s3().listObjectsV2Paginator(list -> list.bucket(artifacts)).contents().stream()
                    .toList()
                    .forEach(each -> emulator.clients().s3().deleteObject(delete -> delete.bucket(artifacts)
                            .key(each.key())));
            emulator.clients().s3().deleteBucket(delete -> delete.bucket(artifacts));
            handOver.delete();
        } catch (NoSuchBucketException | ResourceNotFoundException e) {
            // Gone already.
            return there;
        }
        return there;
    }

    /** The resources of the stack, as they were asked for; empty if there is no stack that can be updated. */
    private Optional<Map<String, Object>> deployed() {
        try {
            String status = stacks.describeStacks(describe -> describe.stackName(stack))
                    .stacks()
                    .get(0)
                    .stackStatusAsString();
            if (NEVER_COMPLETE.contains(status)) {
                stacks.deleteStack(delete -> delete.stackName(stack));
                await(() -> waiter.waitUntilStackDeleteComplete(wait -> wait.stackName(stack)));
                return Optional.empty();
            }
            String template = stacks.getTemplate(get -> get.stackName(stack)).templateBody();
            return Optional.of(
                    new Part(JsonDocument.parse(template)).part("Resources").fields());
        } catch (CloudFormationException e) {
            if (String.valueOf(e.awsErrorDetails().errorMessage()).contains("does not exist")) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Map<String, Object> others(Map<String, Object> resources, String pipeline) {
        Map<String, Object> others = new LinkedHashMap<>();
        new Part(Map.of("Resources", resources)).parts("Resources").forEach((id, resource) -> {
            if (resource.part("Metadata")
                    .optional(PIPELINE)
                    .filter(pipeline::equals)
                    .isEmpty()) {
                others.put(id, resource.fields());
            }
        });
        return others;
    }

    private void carryOut(Map<String, Object> resources, boolean update) {
        // In the request it could have 51,200 bytes:
        // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html
        String template = JsonDocument.write(Map.of("Resources", resources));
        String key = "templates/" + Sha256.of(template) + ".json";
        upload(key, RequestBody.fromString(template));
        String url = endpoint.resolve("/" + artifacts + "/" + key).toString();
        if (!update) {
            stacks.createStack(create -> create.stackName(stack).templateURL(url));
            await(() -> waiter.waitUntilStackCreateComplete(wait -> wait.stackName(stack)));
        } else if (isUpdating(url)) {
            await(() -> waiter.waitUntilStackUpdateComplete(wait -> wait.stackName(stack)));
        }
    }

    private boolean isUpdating(String url) {
        try {
            stacks.updateStack(update -> update.stackName(stack).templateURL(url));
            return true;
        } catch (CloudFormationException e) {
            if (String.valueOf(e.awsErrorDetails().errorMessage()).startsWith("No updates")) {
                return false;
            }
            throw e;
        }
    }

    private void await(Runnable end) {
        try {
            end.run();
        } catch (SdkClientException e) {
            throw new EmulatorException(
                    "MiniStack has not carried it out: "
                            + stacks.describeStackEvents(describe -> describe.stackName(stack)).stackEvents().stream()
                                    .filter(event ->
                                            event.resourceStatusAsString().endsWith("FAILED"))
                                    .reduce((newer, older) -> older)
                                    .map(Rehearsal::failure)
                                    .orElse(e.getMessage()),
                    e);
        }
    }

    private static String failure(StackEvent event) {
        return event.logicalResourceId() + ", " + event.resourceType() + ": " + event.resourceStatusReason();
    }

    private void upload(String key, RequestBody content) {
        try {
            emulator.clients().s3().createBucket(create -> create.bucket(artifacts));
        } catch (BucketAlreadyOwnedByYouException e) {
            // There it is.
        }
        emulator.clients().s3().putObject(put -> put.bucket(artifacts).key(key), content);
    }

    private void tell(Consumer<String> told) {
        for (StackResource each : stacks.describeStackResources(describe -> describe.stackName(stack))
                .stackResources()) {
            if (each.resourceType().equals(FUNCTION)) {
                told.accept("function " + each.physicalResourceId());
            } else if (each.resourceType().equals(WORKFLOW)) {
                told.accept("workflow " + each.physicalResourceId().replaceFirst("^.*:", ""));
            } else if (each.resourceType().equals(API)) {
                told.accept("requests " + endpoint.resolve("/_aws/execute-api/" + each.physicalResourceId() + "/"));
            }
        }
    }

    @Override
    public void close() {
        waiter.close();
        stacks.close();
        emulator.close();
    }
}
