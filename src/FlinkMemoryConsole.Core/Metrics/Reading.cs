namespace FlinkMemoryConsole.Core.Metrics;

/// <summary>One value of one metric of one entity at one time. What was not read is not there: there is no reading of "nothing".</summary>
/// <param name="At">When the console received it; Flink itself refreshes metrics every <c>metrics.fetcher.update-interval</c> (10 s).</param>
/// <param name="Value">Always finite, in the unit of the metric (bytes, milliseconds, counts).</param>
public readonly record struct Reading(DateTimeOffset At, double Value);
