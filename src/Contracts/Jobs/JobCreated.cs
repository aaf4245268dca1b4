namespace Platform.Contracts.Jobs;

/// <summary>A workshop took a job on. Messages about jobs carry numbers and states; who the customer is stays with Jobs.</summary>
/// <param name="Job">The job as it is now.</param>
/// <param name="OccurredAt">When.</param>
public sealed record JobCreated(JobFacts Job, DateTimeOffset OccurredAt);

/// <summary>What other services may know of a job.</summary>
/// <param name="JobId">The job.</param>
/// <param name="TenantId">Whose it is.</param>
/// <param name="PitId">Where it is done.</param>
/// <param name="CustomerUserId">The customer's account.</param>
/// <param name="WorkType">Such as <c>Full PPF</c>.</param>
/// <param name="Status"><c>waiting</c>, <c>in_progress</c>, <c>quality_check</c>, <c>completed</c> or <c>cancelled</c>.</param>
/// <param name="EstimatedEndTime">When it should be done.</param>
/// <param name="StartedAt">When work began; null before.</param>
/// <param name="EndedAt">When it was completed or cancelled; null before.</param>
/// <param name="Version">Grows with every change.</param>
public sealed record JobFacts(
    long JobId, int TenantId, int PitId, long CustomerUserId, string WorkType, string Status, DateTimeOffset EstimatedEndTime, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, long Version);
