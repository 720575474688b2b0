package dev.dromedary.desk.cloud;

/** The names of the embedded cloud's resources, all of one account. */
public final class Arns {
    /** The account that everything embedded belongs to. */
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
}
