package dev.dromedary.desk;

/** The names of a desk's resources, all of one account. */
public final class Arns {
    /** The account of everything embedded, and of LocalStack. */
    public static final String ACCOUNT = "000000000000";

    private Arns() {}

    /**
     * The ARN of a resource.
     *
     * @param service as ARNs name it, such as {@code sqs}
     * @param resource what stands behind the account, such as {@code stream/readings}
     */
    public static String of(String service, String region, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + ACCOUNT + ":" + resource;
    }

    /** Who calls for a function: a session of its role. */
    public static String assumedRole(String function) {
        return "arn:aws:sts::" + ACCOUNT + ":assumed-role/" + function + "/" + function;
    }
}
