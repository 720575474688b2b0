package dev.dromedary.faults;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Arrays;

/** What can become of a call and its reply. */
enum Fault {
    /** It takes effect, but the connection breaks before a reply. */
    LOST_REPLY {
        @Override
        Wire.Answer meet(Circumstances it) throws IOException {
            it.effect();
            throw new SocketException("Connection reset by the test");
        }
    },
    /** The body ends early, as if it had ended: so url-connection-client reads a dropped connection on JDK 17. */
    CUT_REPLY {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect();
            return new Wire.Answer(reply, reply.body().length, new ByteArrayInputStream(half(reply.body())));
        }
    },
    /** The body breaks off: so newer JDKs read a dropped connection. */
    BROKEN_REPLY {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect();
            InputStream breaks = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("Premature EOF by the test");
                }
            };
            return new Wire.Answer(
                    reply,
                    reply.body().length,
                    new SequenceInputStream(new ByteArrayInputStream(half(reply.body())), breaks));
        }
    },
    /** A part of the body, consistent with itself: nothing in the reply says that there is more. */
    SHORT_REPLY {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect().withoutChecksum();
            return Wire.Answer.whole(reply.withBody(lines(reply.body())));
        }
    },
    /** Whole, but the header announces more. */
    WRONG_LENGTH {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect();
            return new Wire.Answer(reply, reply.body().length + 7, new ByteArrayInputStream(reply.body()));
        }
    },
    /** One byte is another one. Only where a checksum tells; TLS and TCP take care of the others. */
    DAMAGED_REPLY {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect();
            byte[] damaged = reply.body().clone();
            if (reply.hasChecksum() && damaged.length > 0) {
                damaged[damaged.length / 2] ^= 1;
            }
            return Wire.Answer.whole(reply.withBody(damaged));
        }
    },
    THROTTLED {
        @Override
        Wire.Answer meet(Circumstances it) {
            String service = it.call().service();
            return switch (service) {
                case "S3" -> it.error(503, "SlowDown");
                case "DynamoDb" -> it.error(400, "ProvisionedThroughputExceededException");
                case "BedrockRuntime" -> it.error(429, "ThrottlingException");
                case "Sqs" -> it.error(400, "RequestThrottled");
                default -> it.error(400, "Throttling");
            };
        }
    },
    ERROR_BEFORE_EFFECT {
        @Override
        Wire.Answer meet(Circumstances it) {
            return it.error(500, it.internalError());
        }
    },
    ERROR_AFTER_EFFECT {
        @Override
        Wire.Answer meet(Circumstances it) {
            it.effect();
            return it.error(500, it.internalError());
        }
    },
    EXPIRED_CREDENTIALS {
        @Override
        Wire.Answer meet(Circumstances it) {
            return switch (it.call().service()) {
                case "S3" -> it.error(400, "ExpiredToken");
                case "Ses", "Sns" -> it.error(403, "ExpiredToken");
                default -> it.error(400, "ExpiredTokenException");
            };
        }
    },
    /** The service works on it for longer than the socket's timeout and a lease; claims are renewed meanwhile. */
    SLOW {
        @Override
        Wire.Answer meet(Circumstances it) throws IOException {
            it.effect();
            it.wait(true);
            throw new SocketTimeoutException("Read timed out by the test");
        }
    },
    /** The process stands still for longer than a lease, then all goes on. */
    FROZEN {
        @Override
        Wire.Answer meet(Circumstances it) {
            Reply reply = it.effect();
            it.wait(false);
            return Wire.Answer.whole(reply);
        }
    },
    /** Of a call with several entries only a part is done, and the reply says so. */
    PARTIAL {
        @Override
        Wire.Answer meet(Circumstances it) {
            return Wire.Answer.whole(it.partly(false));
        }
    },
    /** Of a call with several entries none is done, and the reply says so. */
    NONE_OF_THE_BATCH {
        @Override
        Wire.Answer meet(Circumstances it) {
            return Wire.Answer.whole(it.partly(true));
        }
    },
    KILLED_BEFORE {
        @Override
        Wire.Answer meet(Circumstances it) throws IOException {
            it.die();
            throw new SocketException("Killed by the test");
        }
    },
    KILLED_AFTER {
        @Override
        Wire.Answer meet(Circumstances it) throws IOException {
            it.effect();
            it.die();
            throw new SocketException("Killed by the test");
        }
    };

    /** What a fault can do. */
    interface Circumstances {

        Call call();

        /** Lets the call take effect. */
        Reply effect();

        /** Lets a part of the call take effect. */
        Reply partly(boolean none);

        /** Lets two minutes pass. */
        void wait(boolean renewing);

        /** From now on nothing that the process does has an effect. */
        void die();

        default Wire.Answer error(int status, String code) {
            return Wire.Answer.whole(Server.error(call().service(), status, code, code + " by the test", null));
        }

        default String internalError() {
            return call().service().equals("DynamoDb") ? "InternalServerError" : "InternalFailure";
        }
    }

    abstract Wire.Answer meet(Circumstances it) throws IOException;

    /** Whether the process is gone then. */
    boolean isKill() {
        return this == KILLED_BEFORE || this == KILLED_AFTER;
    }

    /** Whether it concerns calls with several entries only. */
    boolean isOfBatches() {
        return this == PARTIAL || this == NONE_OF_THE_BATCH;
    }

    /** Whether it concerns replies with a body only. */
    boolean isOfBodies() {
        return this == CUT_REPLY
                || this == BROKEN_REPLY
                || this == SHORT_REPLY
                || this == WRONG_LENGTH
                || this == DAMAGED_REPLY;
    }

    private static byte[] half(byte[] body) {
        return Arrays.copyOf(body, body.length / 2);
    }

    /** Up to the end of a line near the half, as what ends in a row would be noticed. */
    private static byte[] lines(byte[] body) {
        for (int end = body.length - 1; end > 0; end--) {
            if (body[end - 1] == '\n' && end < body.length) {
                return Arrays.copyOf(body, end);
            }
        }
        return half(body);
    }
}
