namespace Platform.Contracts.Jobs;

/// <summary>A running job should be done within half an hour; once for every estimate.</summary>
/// <param name="Job">The job.</param>
/// <param name="OccurredAt">When it was noticed.</param>
public sealed record JobEndingSoon(JobFacts Job, DateTimeOffset OccurredAt);
