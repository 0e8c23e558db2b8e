package io.pharos.actions;

import io.pharos.model.Connector;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Writes each message as a line: into the connector's file, or as {@code pharos.action.NAME} into the server's log. */
record LogSender(Connector.Log connector, LogFiles files) implements Sender {
    @Override
    public Attempt send(Message message) {
        if (connector.file().isEmpty()) {
            LoggerFactory.getLogger("pharos.action." + message.action()).info("{}", message.body());
            return new Attempt.Accepted("written to the server's log");
        }
        var file = connector.file().get();
        try {
            files.append(file, message.body());
            return new Attempt.Accepted("written to " + file);
        } catch (IOException e) {
            return new Attempt.Failed("writing to " + file + " failed: " + e.getMessage());
        }
    }
}
