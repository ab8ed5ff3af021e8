package dev.limelight.pipeline.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Queries a Flink cluster about a job over its REST interface. Thread-safe. */
public final class FlinkRest {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> WAITING = List.of("CREATED", "SCHEDULED");
    private static final List<String> WORKING = List.of("RUNNING", "FINISHED");

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final String address;

    /**
     * @param address {@code http://host:port}
     */
    public FlinkRest(String address) {
        this.address = address;
    }

    /**
     * How many slots there are.
     *
     * @param total of all task managers
     * @param free of them
     */
    public record Slots(int total, int free) {}

    /**
     * How a job is now.
     *
     * @throws IOException if the cluster does not answer, or does not know the job
     */
    public JobSnapshot job(String id) throws IOException, InterruptedException {
        /* Failures first: tasks that are looked at later can only have gone on since. */
        List<JobSnapshot.Failure> failures = failures(get("/jobs/" + id + "/exceptions"));
        JsonNode job = get("/jobs/" + id);
        int tasks = 0;
        int waiting = 0;
        int working = 0;
        for (JsonNode vertex : job.path("vertices")) {
            tasks += vertex.path("parallelism").asInt();
            waiting += count(vertex, WAITING);
            working += count(vertex, WORKING);
        }
        boolean isRunning = job.path("state").asText().equals("RUNNING");
        return new JobSnapshot(isRunning && tasks > 0 && working == tasks, waiting, failures);
    }

    /**
     * The slots of the cluster.
     *
     * @throws IOException if it does not answer
     */
    public Slots slots() throws IOException, InterruptedException {
        JsonNode overview = get("/overview");
        return new Slots(
                overview.path("slots-total").asInt(), overview.path("slots-available").asInt());
    }

    /**
     * How many TaskManagers there are.
     *
     * @throws IOException if the cluster does not answer
     */
    public int taskManagers() throws IOException, InterruptedException {
        return get("/overview").path("taskmanagers").asInt();
    }

    private static int count(JsonNode vertex, List<String> states) {
        return states.stream().mapToInt(state -> vertex.path("tasks").path(state).asInt()).sum();
    }

    private static List<JobSnapshot.Failure> failures(JsonNode exceptions) {
        var failures = new ArrayList<JobSnapshot.Failure>();
        for (JsonNode entry : exceptions.path("exceptionHistory").path("entries")) {
            failures.add(
                    new JobSnapshot.Failure(
                            entry.path("timestamp").asLong(), entry.path("stacktrace").asText()));
        }
        Collections.reverse(failures);
        return failures;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path)).timeout(TIMEOUT).build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(
                    "%s%s: status %d".formatted(address, path, response.statusCode()));
        }
        return JSON.readTree(response.body());
    }
}
