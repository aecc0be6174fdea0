import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers configurations (JSON lines with "process" and "options") as Flink's own classes do: "bytes" and "jvm", or "fails" with the whole chain of messages. */
public final class FlinkBudgets {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static void main(String[] arguments) throws Exception {
        List<String> answers = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            answers.add(JSON.writeValueAsString(answer(JSON.readTree(line))));
        }
        Files.write(Path.of(arguments[1]), answers, StandardCharsets.UTF_8);
    }

    private static ObjectNode answer(JsonNode asked) throws Exception {
        Configuration configuration = new Configuration();
        asked.get("options").fields().forEachRemaining(option -> configuration.setString(option.getKey(), option.getValue().asText()));
        ObjectNode answer = JSON.createObjectNode();
        try {
            if (asked.get("process").asText().equals("TM")) {
                answerTaskManager(configuration, answer);
            } else {
                answerJobManager(configuration, answer);
            }
        } catch (InvocationTargetException e) {
            fail(answer, e.getCause());
        } catch (RuntimeException e) {
            fail(answer, e);
        }
        return answer;
    }

    private static void answerTaskManager(Configuration written, ObjectNode answer) throws Exception {
        Method map = find(TaskExecutorProcessUtils.class, "getConfigurationMapLegacyTaskManagerHeapSizeToConfigOption");
        Configuration configuration = map == null ? written : (Configuration) map.invoke(null, written, TaskManagerOptions.TOTAL_FLINK_MEMORY);
        TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        ObjectNode bytes = answer.putObject("bytes");
        put(bytes, "fwHeap", spec.getFlinkMemory().getFrameworkHeap());
        put(bytes, "taskHeap", spec.getFlinkMemory().getTaskHeap());
        put(bytes, "fwOff", spec.getFlinkMemory().getFrameworkOffHeap());
        put(bytes, "taskOff", spec.getFlinkMemory().getTaskOffHeap());
        put(bytes, "net", spec.getFlinkMemory().getNetwork());
        put(bytes, "managed", spec.getFlinkMemory().getManaged());
        put(bytes, "flink", spec.getTotalFlinkMemorySize());
        put(bytes, "meta", spec.getJvmMetaspaceSize());
        put(bytes, "ovh", spec.getJvmOverheadSize());
        put(bytes, "process", spec.getTotalProcessMemorySize());
        answer.put("jvm", ProcessMemoryUtils.generateJvmParametersStr(spec));
    }

    private static void answerJobManager(Configuration configuration, ObjectNode answer) throws Exception {
        Method map = find(JobManagerProcessUtils.class, "processSpecFromConfigWithNewOptionToInterpretLegacyHeap");
        ConfigOption<MemorySize> target = JobManagerOptions.JVM_HEAP_MEMORY;
        JobManagerProcessSpec spec = (JobManagerProcessSpec) (map == null
                ? find(JobManagerProcessUtils.class, "processSpecFromConfig").invoke(null, configuration)
                : map.invoke(null, configuration, target));
        ObjectNode bytes = answer.putObject("bytes");
        put(bytes, "heap", spec.getFlinkMemory().getJvmHeapMemorySize());
        put(bytes, "off", spec.getFlinkMemory().getJvmDirectMemorySize());
        put(bytes, "flink", spec.getTotalFlinkMemorySize());
        put(bytes, "meta", spec.getJvmMetaspaceSize());
        put(bytes, "ovh", spec.getJvmOverheadSize());
        put(bytes, "process", spec.getTotalProcessMemorySize());
        answer.put("jvm", JobManagerProcessUtils.generateJvmParametersStr(spec, configuration));
    }

    private static void put(ObjectNode bytes, String name, MemorySize size) {
        bytes.put(name, size.getBytes());
    }

    private static void fail(ObjectNode answer, Throwable failure) {
        answer.removeAll();
        answer.put("class", failure.getClass().getSimpleName());
        answer.put("message", failure.getMessage());
    }

    /** Null where this Flink has no such method: the legacy options are gone since 2.0. */
    private static Method find(Class<?> type, String name) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                return method;
            }
        }
        return null;
    }
}
