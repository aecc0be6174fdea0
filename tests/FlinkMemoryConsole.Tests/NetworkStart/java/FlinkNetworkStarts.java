import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.io.network.NettyShuffleServiceFactory;
import org.apache.flink.runtime.io.network.TaskEventDispatcher;
import org.apache.flink.runtime.shuffle.ShuffleEnvironment;
import org.apache.flink.runtime.shuffle.ShuffleEnvironmentContext;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.flink.util.concurrent.ScheduledExecutorServiceAdapter;

/** For each configuration (JSON lines), derives the memory of a TaskManager and starts its network as a TaskManager does: {}, or "class" and "message" of what it throws. */
public final class FlinkNetworkStarts {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws Exception {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
        String folder = Path.of(arguments[1]).toAbsolutePath().getParent().toString();
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            answers.add(JSON.writeValueAsString(answer(JSON.readTree(line), folder, executor)));
        }
        Files.write(Path.of(arguments[1]), answers, StandardCharsets.UTF_8);
        System.exit(0); // whatever threads the refused networks have left
    }

    private static ObjectNode answer(JsonNode asked, String folder, ScheduledExecutorService executor) throws Exception {
        Configuration configuration = new Configuration();
        configuration.setString("io.tmp.dirs", folder);
        asked.fields().forEachRemaining(option -> configuration.setString(option.getKey(), option.getValue().asText()));
        ObjectNode answer = JSON.createObjectNode();
        try {
            TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
            start(configuration, spec.getNetworkMemSize(), folder, executor);
        } catch (Throwable thrown) {
            // An IOException only says that the connections failed: why is in its cause.
            Throwable refused = thrown instanceof IOException && thrown.getCause() != null ? thrown.getCause() : thrown;
            answer.put("class", refused.getClass().getSimpleName()).put("message", refused.getMessage());
        }
        return answer;
    }

    private static void start(Configuration configuration, MemorySize network, String folder, ScheduledExecutorService executor) throws Exception {
        ShuffleEnvironmentContext context = new ShuffleEnvironmentContext(
                configuration,
                ResourceID.generate(),
                network,
                false,
                InetAddress.getLoopbackAddress(),
                1,
                new String[] {folder},
                new TaskEventDispatcher(),
                new UnregisteredMetricsGroup(),
                executor,
                new ScheduledExecutorServiceAdapter(executor));
        try (ShuffleEnvironment<?, ?> environment = new NettyShuffleServiceFactory().createShuffleEnvironment(context)) {
            environment.start();
        }
    }
}
