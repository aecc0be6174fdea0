package shop;

import org.apache.flink.api.common.functions.RichMapFunction;

/** Lets so many events a second pass, so that a job takes the same time on every machine. */
final class Pace extends RichMapFunction<Long, Long> {
    private final double perSecond;
    private transient long began;
    private transient long count;

    /** @param perSecond of this subtask */
    Pace(double perSecond) {
        this.perSecond = perSecond;
    }

    @Override
    public Long map(Long event) throws InterruptedException {
        long now = System.nanoTime();
        if (began == 0 || now - due() > 1_000_000_000L) {
            began = now;      // at the start, and after having been held up: do not catch up
            count = 0;
        }
        count++;
        long ahead = due() - now;
        if (ahead > 2_000_000L) {
            Thread.sleep(ahead / 1_000_000L);
        }
        return event;
    }

    private long due() {
        return began + (long) (count * 1e9 / perSecond);
    }
}
