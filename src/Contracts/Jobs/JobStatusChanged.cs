namespace Platform.Contracts.Jobs;

/// <summary>A job went a step on, or was cancelled.</summary>
/// <param name="Job">The job after it.</param>
/// <param name="FromStatus">Its status before.</param>
/// <param name="Actor">Who: <c>user:12</c>.</param>
/// <param name="OccurredAt">When.</param>
public sealed record JobStatusChanged(JobFacts Job, string FromStatus, string Actor, DateTimeOffset OccurredAt);
