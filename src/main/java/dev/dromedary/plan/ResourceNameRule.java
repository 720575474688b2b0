package dev.dromedary.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names of functions and of what they use: AWS has to take them, with what an environment adds. */
final class ResourceNameRule implements Rule {

    private static final String DEAD_LETTERS = "-dead-letters";
    /** The queue of events that a function could not handle. */
    private static final String FAILED = "-failed";

    @Override
    public List<Finding> check(Subject subject) {
        List<Finding> findings = new ArrayList<>();
        Set<Resource> told = new HashSet<>();
        for (PlannedFunction function : subject.functions()) {
            function(function)
                    .ifPresent(fault -> findings.add(function.from()
                            .finding("The name of the function " + function.id() + " " + fault
                                    + "; shorten the name of the route's file, and its id with it.")));
            for (Resource resource : function.needs().used().all()) {
                fault(resource).filter(fault -> told.add(resource)).ifPresent(fault -> {
                    String message = "The name of the " + resource.kind().word() + " \"" + resource.name() + "\" "
                            + fault + "; give it another one.";
                    findings.add(place(subject.folder(), function, resource.name())
                            .orElse(function.from())
                            .finding(message));
                });
            }
        }
        return findings;
    }

    private static Optional<String> fault(Resource resource) {
        Optional<String> own = ResourceName.fault(resource, "");
        // Every queue has one for dead letters beside it.
        return own.isPresent() || resource.kind() != ResourceKind.QUEUE || resource.external()
                ? own
                : ResourceName.fault(resource, DEAD_LETTERS);
    }

    private static Optional<String> function(PlannedFunction function) {
        Optional<String> own = ResourceName.fault(new Resource(ResourceKind.FUNCTION, function.id(), false), "")
                .or(() -> ResourceName.fault(new Resource(ResourceKind.QUEUE, function.id(), false), FAILED));
        if (own.isPresent()) {
            return own;
        }
        return function.trigger()
                .longestId()
                .filter(longest -> function.id().length() > longest.characters())
                .map(longest -> "has " + function.id().length() + " characters, and may have " + longest.characters()
                        + ", as " + longest.reason())
                .or(() -> function.trigger().ownQueue(function).flatMap(queue -> fault(queue)
                        .map(fault -> "is too long, as its queue " + queue.name() + " " + fault)));
    }

    /** The property that holds the name, if there is one. */
    static Optional<Step> place(RoutesFolder folder, PlannedFunction function, String name) {
        return folder.properties(function.pipeline()).stream()
                .map(file -> new Step("property", file, folder.lineOfValue(file, name), Map.of(), "", List.of()))
                .filter(property -> property.line() > 0)
                .findFirst();
    }

    /**
     * What AWS takes for the name of a resource, in an environment whose own name is as long as it may be.
     *
     * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Buckets</a>
     * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html">Queues</a>
     * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html">Tables</a>
     * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html">Streams</a>
     * @see <a href="https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html">Event buses</a>
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html">Topics</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">Functions</a>
     * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html">Secrets</a>
     */
    private static final class ResourceName {

        /** terraform/variables.tf takes no longer one. */
        private static final String LONGEST_ENVIRONMENT = "environmen";

        private static final String ACCOUNT = "000000000000";
        /** No region has a longer name. */
        private static final String LONGEST_REGION = "ap-southeast-1";

        private static final String FIFO = ".fifo";

        private static final Pattern ADDRESS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
        private static final Pattern RESERVED_BEGIN = Pattern.compile("(xn--|sthree-|amzn-s3-demo-).*");
        private static final Pattern RESERVED_END = Pattern.compile(".*(-s3alias|--ol-s3|\\.mrap|--x-s3|--table-s3)");

        /**
         * The rules of a kind.
         *
         * @param shortest fewest characters
         * @param longest most characters
         * @param characters what a name may hold, as a pattern
         * @param words the same for people
         */
        private record Limits(int shortest, int longest, String characters, String words) {}

        private static final String LETTERS = "letters, digits, hyphens, underscores";

        private ResourceName() {}

        private static Limits limits(ResourceKind kind) {
            return switch (kind) {
                case BUCKET -> new Limits(3, 63, "[a-z0-9.-]*", "lower-case letters, digits, dots, hyphens");
                case QUEUE ->
                    new Limits(1, 80, "[A-Za-z0-9_-]*(\\.fifo)?", LETTERS + " (and .fifo at the end of a FIFO one)");
                case TABLE -> new Limits(3, 255, "[A-Za-z0-9_.-]*", LETTERS + ", dots");
                case STREAM -> new Limits(1, 128, "[A-Za-z0-9_.-]*", LETTERS + ", dots");
                case DELIVERY_STREAM -> new Limits(1, 64, "[A-Za-z0-9_.-]*", LETTERS + ", dots");
                case BUS -> new Limits(1, 256, "[A-Za-z0-9_./-]*", LETTERS + ", dots, slashes");
                case TOPIC ->
                    new Limits(1, 256, "[A-Za-z0-9_-]*(\\.fifo)?", LETTERS + " (and .fifo at the end of a FIFO one)");
                case FUNCTION -> new Limits(1, 64, "[A-Za-z0-9_-]*", LETTERS);
                case STATE_MACHINE -> new Limits(1, 80, "[A-Za-z0-9_-]*", LETTERS);
                case WORKGROUP -> new Limits(1, 128, "[A-Za-z0-9._-]*", LETTERS + ", dots");
                case SECRET -> new Limits(1, 512, "[A-Za-z0-9/_+=.@-]*", LETTERS + ", and /+=.@");
                case PARAMETER -> new Limits(1, 1011, "[A-Za-z0-9/_.-]*", LETTERS + ", dots, slashes");
                case IDENTITY -> new Limits(1, 320, ".*", "an address or a domain");
            };
        }

        /**
         * What is wrong with a name.
         *
         * @param suffix what is put between the name and the environment for another resource that goes with it
         * @return the rest of a sentence; empty if AWS takes the name
         */
        static Optional<String> fault(Resource resource, String suffix) {
            ResourceKind kind = resource.kind();
            String name = resource.name();
            if (name.startsWith("arn:")) {
                return Optional.empty();
            }
            Limits limits = limits(kind);
            if (!name.matches(limits.characters())) {
                return Optional.of("may hold nothing but " + limits.words());
            }
            Optional<String> own = kind == ResourceKind.BUCKET ? bucket(name) : other(kind, name);
            if (own.isPresent()) {
                return own;
            }
            String real = (suffix.isEmpty() ? resource.realName() : resource.suffixed(suffix))
                    .replace("${environment}", LONGEST_ENVIRONMENT)
                    .replace("${account}", ACCOUNT)
                    .replace("${region}", LONGEST_REGION);
            if (name.length() < limits.shortest()) {
                return Optional.of("has to have at least " + limits.shortest() + " characters");
            }
            int added = real.length() - name.length();
            if (real.length() > limits.longest()) {
                return Optional.of("has " + name.length() + " characters, and may have " + (limits.longest() - added)
                        + ": AWS takes " + limits.longest()
                        + (added > 0
                                ? ", and " + added + " are added"
                                        + (suffix.isEmpty() ? "" : " for " + suffix.substring(1))
                                        + " by its environment"
                                        + (kind == ResourceKind.BUCKET ? ", account and region" : "")
                                : ""));
            }
            return Optional.empty();
        }

        private static Optional<String> bucket(String name) {
            if (!name.matches("[a-z0-9].*")) {
                return Optional.of("has to begin with a lower-case letter or a digit");
            }
            if (!name.matches(".*[a-z0-9]")) {
                return Optional.of("has to end in a lower-case letter or a digit");
            }
            if (name.contains("..")) {
                return Optional.of("may not hold two dots beside each other");
            }
            if (ADDRESS.matcher(name).matches()) {
                return Optional.of("may not look like an IP address");
            }
            if (RESERVED_BEGIN.matcher(name).matches()) {
                return Optional.of("may not begin with xn--, sthree- or amzn-s3-demo-, which are S3's own");
            }
            return RESERVED_END.matcher(name).matches()
                    ? Optional.of("may not end in -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3, which are S3's own")
                    : Optional.empty();
        }

        private static Optional<String> other(ResourceKind kind, String name) {
            boolean fifo = (kind == ResourceKind.QUEUE || kind == ResourceKind.TOPIC) && name.endsWith(FIFO);
            if (fifo && name.length() == FIFO.length()) {
                return Optional.of("has nothing before .fifo");
            }
            if (kind == ResourceKind.BUS && !name.equals("default") && name.matches("aws\\..*|/.*")) {
                return Optional.of("may not begin with aws. or a slash, which is how buses of partners are called");
            }
            return Optional.empty();
        }
    }
}
