import java.lang.reflect.Field;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.io.network.NettyShuffleEnvironment;
import org.apache.flink.runtime.io.network.buffer.BufferPool;
import org.apache.flink.runtime.io.network.buffer.NetworkBufferPool;
import org.apache.flink.runtime.io.network.partition.consumer.SingleInputGate;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.taskexecutor.TaskExecutor;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A MiniCluster whose TaskManagers tell how many network buffers they have promised, and can be made to hold fewer than they have. */
final class MeasuredCluster implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Configuration configuration;
    private final MiniCluster cluster;
    private final List<String> taskManagers = new ArrayList<>();
    private final List<NetworkBufferPool> pools = new ArrayList<>();
    private final List<Map<?, Set<SingleInputGate>>> gates = new ArrayList<>();
    private final Field requested = accessible(SingleInputGate.class, "requestedPartitionsFlag");
    private final Field promised = accessible(NetworkBufferPool.class, "numTotalRequiredBuffers");
    private final List<BufferPool> withheld = new ArrayList<>();
    private int[] most = {};

    @SuppressWarnings("unchecked")
    MeasuredCluster(JsonNode description, int buffers) throws Exception {
        configuration = configuration(description, buffers);
        cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(description.get("taskmanagers").asInt())
                .setNumSlotsPerTaskManager(description.get("slotsPerTaskManager").asInt())
                .build());
        cluster.start();
        Field environment = accessible(TaskExecutor.class, "shuffleEnvironment");
        Field gatesOfTasks = accessible(NettyShuffleEnvironment.class, "inputGatesById");
        for (Object executor : (List<?>) accessible(MiniCluster.class, "taskManagers").get(cluster)) {
            taskManagers.add(((TaskExecutor) executor).getResourceID().toString());
            NettyShuffleEnvironment shuffles = (NettyShuffleEnvironment) environment.get(executor);
            pools.add(shuffles.getNetworkBufferPool());
            gates.add((Map<?, Set<SingleInputGate>>) gatesOfTasks.get(shuffles));
        }
    }

    private static Field accessible(Class<?> type, String name) throws NoSuchFieldException {
        Field field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Configuration configuration(JsonNode description, int buffers) {
        Configuration configuration = new Configuration();
        int segment = description.get("segmentSize").asInt();
        String network = (long) buffers * segment + "b";
        configuration.setString("taskmanager.memory.segment-size", segment + "b");
        configuration.setString("taskmanager.memory.network.min", network);
        configuration.setString("taskmanager.memory.network.max", network);
        configuration.setString("taskmanager.memory.managed.size", "64m");
        configuration.setString("taskmanager.network.sort-shuffle.min-buffers", "512"); // a MiniCluster would take 16
        configuration.setString("restart-strategy.type", "none");
        configuration.setString("rest.port", "0");
        configuration.setString("rest.address", "localhost");
        configuration.setString("rest.bind-port", "0");
        configuration.setString("execution.sorted-inputs.enabled", "false");
        configuration.setString("execution.batch-state-backend.enabled", "false");
        description.get("options").fields().forEachRemaining(option -> configuration.setString(option.getKey(), option.getValue().asText()));
        return configuration;
    }

    /** "tm-1" and so on, by the id that REST gives. */
    String nameOf(String resourceId) {
        return "tm-" + (taskManagers.indexOf(resourceId) + 1);
    }

    /** Forgets what was promised until now. */
    synchronized void forget() {
        most = new int[pools.size()];
    }

    /** Sees what each TaskManager has promised to tasks at this moment, and tells the most that it was since {@link #forget}. */
    synchronized int[] look() {
        int[] now = promised();
        Arrays.setAll(most, index -> Math.max(most[index], now[index]));
        return most.clone();
    }

    boolean isIdle() {
        return Arrays.stream(promised()).sum() == 0;
    }

    private int[] promised() {
        int[] now = new int[pools.size()];
        for (int index = 0; index < now.length; index++) {
            now[index] = (int) read(promised, pools.get(index)) - (withheld.isEmpty() ? 0 : withheld.get(index).getNumberOfRequiredMemorySegments());
        }
        return now;
    }

    private static Object read(Field field, Object owner) {
        try {
            return field.get(owner);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many gates have asked for their channels and so for all their buffers. A subtask is RUNNING before: it asks in its mailbox. The gates of one that failed are gone. */
    int gatesThatAsked() {
        int asked = 0;
        for (Map<?, Set<SingleInputGate>> ofTaskManager : gates) {
            for (Set<SingleInputGate> ofTask : ofTaskManager.values()) {
                for (SingleInputGate gate : ofTask) {
                    asked += (boolean) read(requested, gate) ? 1 : 0;
                }
            }
        }
        return asked;
    }

    /** From now on each TaskManager can promise so many buffers and no more. */
    void offer(int buffers) throws Exception {
        withheld.forEach(BufferPool::lazyDestroy);
        withheld.clear();
        for (NetworkBufferPool pool : pools) {
            int rest = pool.getTotalNumberOfMemorySegments() - buffers;
            withheld.add(pool.createBufferPool(rest, rest));
        }
    }

    JobID submit(DescribedJob job) throws Exception {
        URI rest = cluster.getRestAddress().get();
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.createRemoteEnvironment(rest.getHost(), rest.getPort(), configuration);
        job.addTo(environment);
        return environment.executeAsync("described job").getJobID();
    }

    JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(cluster.getRestAddress().get().resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(answer.body());
    }

    MiniCluster cluster() {
        return cluster;
    }

    @Override
    public void close() throws Exception {
        withheld.forEach(BufferPool::lazyDestroy);
        cluster.close();
    }
}
