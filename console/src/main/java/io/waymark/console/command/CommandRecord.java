package io.waymark.console.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.waymark.api.request.JsonBody;
import io.waymark.contract.Command;
import io.waymark.contract.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** A command that was read. */
public record CommandRecord(Command command, byte[] bytes) {

    /** Fails with {@link SerializationException}. */
    static CommandRecord read(ConsumerRecord<byte[], byte[]> record) {
        Command command = Topics.COMMANDS.values().deserializer().deserialize(record.topic(), record.value());
        if (command == null || command.type() == null) {
            throw new SerializationException("the command has no type");
        }
        return new CommandRecord(command, record.value());
    }

    /** The id of what it is about. */
    public String target() {
        return command.target();
    }

    String type() {
        return command.type();
    }

    String id() {
        return command.id();
    }

    /** Whom it is for. Fails with {@link SerializationException} if it does not say. */
    public String merchantId() {
        String merchantId = command.merchantId();
        if (merchantId == null || merchantId.isBlank()) {
            throw new SerializationException("the command names no merchant");
        }
        return merchantId;
    }

    /**
     * What else it says, read again as a call's body is: decimals keep their digits, and no field stands twice. Fails with
     * {@link SerializationException} if it says nothing.
     */
    public ObjectNode arguments() {
        if (JsonBody.object(bytes).get("arguments") instanceof ObjectNode arguments) {
            return arguments;
        }
        throw new SerializationException("the command has no arguments");
    }

    /** Without the bytes, which may hold personal data. */
    @Override
    public String toString() {
        return "CommandRecord[" + command + "]";
    }
}
