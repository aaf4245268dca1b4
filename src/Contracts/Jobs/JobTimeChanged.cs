namespace Platform.Contracts.Jobs;

/// <summary>A job will be done at another time than was said before.</summary>
/// <param name="Job">The job after it.</param>
/// <param name="FromTime">The estimate before.</param>
/// <param name="Actor">Who: <c>user:12</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record JobTimeChanged(JobFacts Job, DateTimeOffset FromTime, string Actor, DateTimeOffset OccurredAt);
