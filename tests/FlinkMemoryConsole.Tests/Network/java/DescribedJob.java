import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.co.CoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * A job built from its description: "vertices" with "parallelism" and perhaps "group", and "edges" with "from", "to", "partitioner" and perhaps "side", from earlier to later
 * vertices. A vertex without an edge to it is a source; one with two of them reads them apart ("connect") or united. A batch job
 * is "held" if all of it can run together; otherwise its subtasks end when all of the same "stage" have done their work.
 */
final class DescribedJob {
    private static final OutputTag<Long> SIDE = new OutputTag<>("side", Types.LONG);

    private static final Map<Integer, CountDownLatch> TOGETHER = new ConcurrentHashMap<>();
    private static volatile Runnable whenTogether = () -> {};

    private final JsonNode description;
    private final boolean batch;
    private final boolean held;

    DescribedJob(JsonNode description) {
        this.description = description;
        batch = description.get("runtimeMode").asText().equals("BATCH");
        held = !batch || description.path("held").asBoolean();
    }

    /** Its sources go no further than to their first number: all its subtasks run at the same time until it is cancelled. */
    boolean isHeld() {
        return held;
    }

    /** One for each subtask and each edge that it reads. */
    int gates() {
        int gates = 0;
        for (JsonNode edge : description.get("edges")) {
            gates += description.get("vertices").get(edge.get("to").asInt()).get("parallelism").asInt();
        }
        return gates;
    }

    /** Called when all subtasks of a stage of a batch job are there, before the first of them goes. */
    static void whenTogether(Runnable look) {
        whenTogether = look;
    }

    void addTo(StreamExecutionEnvironment environment) {
        TOGETHER.clear();
        environment.setRuntimeMode(batch ? RuntimeExecutionMode.BATCH : RuntimeExecutionMode.STREAMING);
        List<SingleOutputStreamOperator<Long>> vertices = new ArrayList<>();
        for (int index = 0; index < description.get("vertices").size(); index++) {
            List<DataStream<Long>> inputs = inputs(index, vertices);
            JsonNode vertex = description.get("vertices").get(index);
            SingleOutputStreamOperator<Long> operator = inputs.isEmpty() ? source(environment, vertex) : reader(vertex, inputs);
            vertices.add(configure(operator, vertex).name("v" + index));
        }
    }

    /** Lets the subtasks of a batch job go that wait for others of their stage. */
    static void release() {
        TOGETHER.values().forEach(stage -> {
            while (stage.getCount() > 0) {
                stage.countDown();
            }
        });
    }

    private List<DataStream<Long>> inputs(int target, List<SingleOutputStreamOperator<Long>> vertices) {
        List<DataStream<Long>> inputs = new ArrayList<>();
        for (JsonNode edge : description.get("edges")) {
            if (edge.get("to").asInt() == target) {
                SingleOutputStreamOperator<Long> producer = vertices.get(edge.get("from").asInt());
                inputs.add(partitioned(edge.path("side").asBoolean() ? producer.getSideOutput(SIDE) : producer, edge.get("partitioner").asText(), inputs.size()));
            }
        }
        return inputs;
    }

    private SingleOutputStreamOperator<Long> source(StreamExecutionEnvironment environment, JsonNode vertex) {
        int parallelism = vertex.get("parallelism").asInt();
        return configure(environment.fromSource(new NumberSequenceSource(1, 10L * parallelism), WatermarkStrategy.noWatermarks(), "numbers"), vertex).process(new Reader(work(vertex)));
    }

    private SingleOutputStreamOperator<Long> reader(JsonNode vertex, List<DataStream<Long>> inputs) {
        if (vertex.path("connect").asBoolean() && inputs.size() == 2) {
            return inputs.get(0).connect(inputs.get(1)).process(new Joiner(work(vertex))).startNewChain();
        }
        DataStream<Long> all = inputs.get(0);
        for (DataStream<Long> other : inputs.subList(1, inputs.size())) {
            all = all.union(other);
        }
        return all.process(new Reader(work(vertex))).startNewChain();
    }

    private Work work(JsonNode vertex) {
        int subtasks = 0;
        for (JsonNode other : description.get("vertices")) {
            subtasks += other.path("stage").asInt() == vertex.path("stage").asInt() ? other.get("parallelism").asInt() : 0;
        }
        return new Work(held, vertex.path("stage").asInt(), subtasks);
    }

    private static SingleOutputStreamOperator<Long> configure(SingleOutputStreamOperator<Long> operator, JsonNode vertex) {
        SingleOutputStreamOperator<Long> parallel = operator.setParallelism(vertex.get("parallelism").asInt());
        return vertex.has("group") ? parallel.slotSharingGroup(vertex.get("group").asText()) : parallel;
    }

    /** Keys are selected in a way of its own for each edge: results of equal partitioners would be shared. */
    private static DataStream<Long> partitioned(DataStream<Long> stream, String partitioner, int salt) {
        switch (partitioner) {
            case "forward":
                return stream.forward();
            case "rescale":
                return stream.rescale();
            case "rebalance":
                return stream.rebalance();
            case "shuffle":
                return stream.shuffle();
            case "global":
                return stream.global();
            case "broadcast":
                return stream.broadcast();
            case "custom":
                return stream.partitionCustom((Long key, int parts) -> (int) ((key + salt) % parts), number -> number);
            case "hash":
                return stream.keyBy(number -> number + salt, Types.LONG);
            default:
                throw new IllegalArgumentException("No partitioner: " + partitioner);
        }
    }

    /** What keeps subtasks alive until all that can run at the same time do. */
    private static final class Work implements Serializable {
        private final boolean held;
        private final int stage;
        private final int subtasks;

        Work(boolean held, int stage, int subtasks) {
            this.held = held;
            this.stage = stage;
            this.subtasks = subtasks;
        }

        void idle() throws InterruptedException {
            while (held) {
                Thread.sleep(60_000);
            }
        }

        void awaitStage() throws InterruptedException {
            if (!held) {
                CountDownLatch all = TOGETHER.computeIfAbsent(stage, key -> new CountDownLatch(subtasks));
                all.countDown();
                all.await(10, TimeUnit.SECONDS);
                whenTogether.run();
            }
        }
    }

    private static final class Reader extends ProcessFunction<Long, Long> {
        private final Work work;

        Reader(Work work) {
            this.work = work;
        }

        @Override
        public void processElement(Long number, Context context, Collector<Long> out) throws InterruptedException {
            work.idle();
            out.collect(number);
            context.output(SIDE, number);
        }

        @Override
        public void close() throws InterruptedException {
            work.awaitStage();
        }
    }

    private static final class Joiner extends CoProcessFunction<Long, Long, Long> {
        private final Work work;

        Joiner(Work work) {
            this.work = work;
        }

        @Override
        public void processElement1(Long number, Context context, Collector<Long> out) {
            out.collect(number);
            context.output(SIDE, number);
        }

        @Override
        public void processElement2(Long number, Context context, Collector<Long> out) {
            processElement1(number, context, out);
        }

        @Override
        public void close() throws InterruptedException {
            work.awaitStage();
        }
    }
}
