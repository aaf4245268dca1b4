using Platform.Contracts.Jobs;

namespace Platform.Jobs.Jobs;

/// <summary>A job as it lies in the database.</summary>
internal sealed record JobRow(
    long JobId, int TenantId, int PitId, int PitNumber, long CustomerId, long CustomerUserId, string CustomerName, string CarModel, string CarPlate, string WorkType, string Status,
    int EstimatedMinutes, DateTimeOffset EstimatedEndTime, bool EndIsSet, int? CurrentStage, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt, int? Rating, string? RatingComment, DateTimeOffset? RatedAt, long Version)
{
    public const string Columns = """
        j.job_id, j.tenant_id, j.pit_id, j.pit_number, j.customer_id, j.customer_user_id, j.customer_name, j.car_model, j.car_plate, j.work_type, j.status,
        j.estimated_minutes, j.estimated_end_time, j.end_is_set, j.current_stage, j.created_at, j.changed_at, j.started_at,
        j.ended_at, j.rating, j.rating_comment, j.rated_at, j.version
        """;

    /// <summary>The order of messages about a job is kept.</summary>
    public string Stream => $"job:{JobId}";

    /// <summary>What other services may know of it.</summary>
    public JobFacts Facts => new(JobId, TenantId, PitId, CustomerUserId, WorkType, Status, EstimatedEndTime, StartedAt, EndedAt, Version);
}
