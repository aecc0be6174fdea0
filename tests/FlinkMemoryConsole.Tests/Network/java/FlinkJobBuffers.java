import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionJobVertex;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ArrayNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Runs described jobs (JSON lines) on real TaskManagers. Each answer tells what every TaskManager had promised to the job's tasks when most were promised, and then of two
 * attempts, with so many buffers as the fullest TaskManager had promised and with one less, whether the job ran and where its subtasks were.
 */
public final class FlinkJobBuffers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** A gate that asked in vain fails its task a moment later: a held job runs when it is seen to run so many times in turn. */
    private static final int LOOKS = 4;

    private static final Pattern SHORTAGE = Pattern.compile("Insufficient number of network buffers: required (\\d+), but only (\\d+) available");

    public static void main(String[] arguments) throws Exception {
        try (PrintStream answers = new PrintStream(Files.newOutputStream(Path.of(arguments[1])), true, StandardCharsets.UTF_8)) {
            for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
                answers.println(JSON.writeValueAsString(answer((ObjectNode) JSON.readTree(line))));
            }
        }
        System.exit(0);
    }

    /**
     * In Flink 1.x the release of a hybrid result and its consumer can wait for each other's locks for ever, and the whole TaskManager with them: such a job is answered with
     * "deadlocked", and its cluster left behind.
     */
    private static ObjectNode answer(ObjectNode asked) throws Exception {
        FutureTask<ObjectNode> answer = new FutureTask<>(() -> measure(asked));
        Thread runner = new Thread(answer);
        runner.setDaemon(true);
        int deadlocked = deadlockedThreads();
        runner.start();
        long began = System.nanoTime();
        while (runner.isAlive()) {
            runner.join(100);
            if (deadlockedThreads() > deadlocked) {
                return JSON.createObjectNode().put("deadlocked", true).set("asked", asked);
            }
            if (System.nanoTime() - began > 6 * LIMIT.toNanos()) {
                return JSON.createObjectNode().put("error", "no answer after " + LIMIT.multipliedBy(6)).set("asked", asked);
            }
        }
        return answer.get();
    }

    /** How many threads of this JVM wait for each other's locks for ever. */
    private static int deadlockedThreads() {
        long[] threads = ManagementFactory.getThreadMXBean().findDeadlockedThreads();
        return threads == null ? 0 : threads.length;
    }

    private static ObjectNode measure(ObjectNode asked) throws Exception {
        DescribedJob job = new DescribedJob(asked);
        ObjectNode answer = JSON.createObjectNode();
        answer.set("asked", asked);
        try (MeasuredCluster cluster = new MeasuredCluster(asked, asked.path("buffers").asInt(8192))) {
            ObjectNode plenty = run(cluster, job, answer);
            answer.set("measured", plenty);
            int fullest = StreamSupport.stream(plenty.get("promised").spliterator(), false).mapToInt(JsonNode::asInt).max().orElse(0);
            ArrayNode attempts = answer.putArray("attempts");
            if (plenty.has("failure")) {
                return answer;
            }
            for (int buffers = fullest; buffers >= Math.max(1, fullest - 1); buffers--) {
                cluster.offer(buffers);
                attempts.add(run(cluster, job, null).put("buffers", buffers));
            }
        } catch (Exception e) {
            answer.put("error", e.toString() + " " + e.getCause());
        }
        return answer;
    }

    /** The job once, until all its subtasks run (held) or have run, or Flink has refused it. */
    private static ObjectNode run(MeasuredCluster cluster, DescribedJob job, ObjectNode described) throws Exception {
        cluster.forget();
        DescribedJob.whenTogether(cluster::look);
        JobID id = cluster.submit(job);
        AccessExecutionGraph graph = graph(cluster, id);
        long began = System.nanoTime();
        for (int looksOnRunning = 0; !graph.getState().isGloballyTerminalState() && looksOnRunning < LOOKS; graph = graph(cluster, id)) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new TimeoutException("undecided after " + LIMIT + ", " + graph.getState());
            }
            if (graph.getState() == JobStatus.FAILING) {
                DescribedJob.release();
            }
            for (int poll = 0; poll < 20; poll++) {
                cluster.look();
                Thread.sleep(1);
            }
            looksOnRunning = job.isHeld() && allRun(graph) && cluster.gatesThatAsked() == job.gates() ? looksOnRunning + 1 : 0;
        }
        ObjectNode outcome = JSON.createObjectNode();
        outcome.set("promised", JSON.valueToTree(cluster.look()));
        if (described != null) {
            describe(cluster, id, described);
        }
        if (!graph.getState().isGloballyTerminalState()) {
            cluster.cluster().cancelJob(id).get();
        } else if (graph.getState() != JobStatus.FINISHED) {
            putFailure(outcome, graph);
        }
        outcome.put("started", !outcome.has("failure") && !outcome.has("required"));
        outcome.set("subtaskTaskManagers", placement(cluster, graph));
        awaitEnd(cluster, id);
        return outcome;
    }

    private static AccessExecutionGraph graph(MeasuredCluster cluster, JobID id) throws Exception {
        return cluster.cluster().getExecutionGraph(id).get();
    }

    private static boolean allRun(AccessExecutionGraph graph) {
        for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
            if (vertex.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return true;
    }

    private static void describe(MeasuredCluster cluster, JobID id, ObjectNode described) throws Exception {
        JsonNode job = cluster.get("/jobs/" + id);
        described.set("plan", job.get("plan"));
        ArrayNode vertices = described.putArray("vertices");
        for (JsonNode vertex : job.get("vertices")) {
            ObjectNode kept = vertices.addObject();
            for (String field : new String[] {"id", "name", "parallelism", "maxParallelism", "slotSharingGroupId"}) {
                kept.set(field, vertex.get(field));
            }
        }
    }

    private static ObjectNode placement(MeasuredCluster cluster, AccessExecutionGraph graph) {
        ObjectNode placement = JSON.createObjectNode();
        for (AccessExecutionJobVertex vertex : graph.getVerticesTopologically()) {
            ArrayNode subtasks = placement.putArray(vertex.getJobVertexId().toString());
            for (AccessExecutionVertex subtask : vertex.getTaskVertices()) {
                subtasks.add(subtask.getCurrentAssignedResourceLocation() == null ? null : cluster.nameOf(subtask.getCurrentAssignedResourceLocation().getResourceID().toString()));
            }
        }
        return placement;
    }

    private static void putFailure(ObjectNode outcome, AccessExecutionGraph graph) {
        String text = graph.getFailureInfo() == null ? graph.getState().name() : graph.getFailureInfo().getExceptionAsString();
        Matcher shortage = SHORTAGE.matcher(text);
        if (shortage.find()) {
            outcome.put("required", Integer.parseInt(shortage.group(1))).put("available", Integer.parseInt(shortage.group(2)));
        } else {
            outcome.put("failure", text);
        }
    }

    private static void awaitEnd(MeasuredCluster cluster, JobID id) throws Exception {
        long began = System.nanoTime();
        while (!graph(cluster, id).getState().isGloballyTerminalState() || !cluster.isIdle()) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new TimeoutException("not over after " + LIMIT + ", " + graph(cluster, id).getState());
            }
            Thread.sleep(5);
        }
    }
}
