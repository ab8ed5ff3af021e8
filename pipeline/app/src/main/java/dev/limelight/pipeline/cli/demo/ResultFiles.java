package dev.limelight.pipeline.cli.demo;

import dev.limelight.connectors.kafka.TopicRecord;
import dev.limelight.connectors.record.TopicNames;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * A file for each output topic, {@code <topic>.jsonl}. Records are written as they come, so that
 * they are there whatever happens afterwards. Not thread-safe; whoever opens it closes it.
 */
final class ResultFiles implements Results.Records {

    private final Path folder;
    private final String topicPrefix;
    private final Map<String, BufferedWriter> files = new HashMap<>();

    /**
     * Makes the folder and an empty file for each output topic.
     *
     * @throws IOException if that cannot be done
     */
    ResultFiles(Path folder, String topicPrefix) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.topicPrefix = topicPrefix;
        for (String topic : TopicNames.OUTPUTS) {
            file(topic);
        }
    }

    /** Writes a record to the file of its topic. */
    @Override
    public void add(TopicRecord record) throws IOException {
        byte[] value = record.value();
        BufferedWriter file = file(record.topic());
        file.write(value == null ? "null" : new String(value, StandardCharsets.UTF_8));
        file.write('\n');
        file.flush();
    }

    @Override
    public void close() throws IOException {
        for (BufferedWriter file : files.values()) {
            file.close();
        }
    }

    private BufferedWriter file(String topic) throws IOException {
        BufferedWriter file = files.get(topic);
        if (file == null) {
            file = Files.newBufferedWriter(folder.resolve(topicPrefix + topic + ".jsonl"));
            files.put(topic, file);
        }
        return file;
    }
}
