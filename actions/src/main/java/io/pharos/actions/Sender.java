package io.pharos.actions;

/** One connector at work. Called by many threads at once, each of which may block. */
@FunctionalInterface
interface Sender {
    Attempt send(Message message) throws InterruptedException;

    /** @param body JSON */
    record Message(String delivery, String action, String body) {}
}
