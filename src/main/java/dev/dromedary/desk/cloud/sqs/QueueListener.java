package dev.dromedary.desk.cloud.sqs;

/** Is told what happens in queues, under their lock. */
interface QueueListener {

    /** Nobody listens. */
    QueueListener NONE = new QueueListener() {
        @Override
        public void available(String queue) {
            // Somebody may ask for it.
        }

        @Override
        public String deadLetter(String queue, SentMessage message, String deadLetters) {
            return null;
        }
    };

    /** A message may be handed out. */
    void available(String queue);

    /**
     * A message was handed out too often.
     *
     * @param deadLetters the queue that has it now
     * @return why the last try failed, or null
     */
    String deadLetter(String queue, SentMessage message, String deadLetters);
}
