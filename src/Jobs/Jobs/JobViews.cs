using System.Text.Json.Serialization;

namespace Platform.Jobs.Jobs;

/// <summary>A job as lists show it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="WorkshopId">Whose it is.</param>
/// <param name="CustomerName">The customer, as written for this job.</param>
/// <param name="PitId">Where it is done.</param>
/// <param name="PitNumber">The pit's number in the workshop.</param>
/// <param name="CarModel">The car.</param>
/// <param name="CarPlate">Its plate.</param>
/// <param name="WorkType">What is done, such as <c>Full PPF</c>.</param>
/// <param name="Status"><c>waiting</c>, <c>in_progress</c>, <c>quality_check</c>, <c>completed</c> or <c>cancelled</c>.</param>
/// <param name="EstimatedDurationMinutes">How long it should take.</param>
/// <param name="EstimatedEndTime">When it should be done.</param>
/// <param name="CreatedAt">When it was taken on.</param>
/// <param name="StartedAt">When work began.</param>
/// <param name="EndedAt">When it was completed or cancelled.</param>
/// <param name="CurrentStage">The stage that is worked on; null before the start, without stages, and when all are done.</param>
/// <param name="StagesDone">How many stages are done.</param>
/// <param name="StagesTotal">How many there are.</param>
/// <param name="Rating">The customer's, 1 to 5.</param>
/// <param name="Version">Grows with every change; the newer of two is the one with the higher.</param>
internal sealed record JobView(
    long JobId, int WorkshopId, string CustomerName, int PitId, int PitNumber, string CarModel, string CarPlate, string WorkType, string Status, int EstimatedDurationMinutes,
    DateTimeOffset EstimatedEndTime, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string? CurrentStage, int StagesDone, int StagesTotal,
    int? Rating, long Version)
{
    /// <summary>Who works on it.</summary>
    public IReadOnlyList<JobPerson> Staff { get; init; } = [];
}

/// <summary>Somebody who works on a job.</summary>
/// <param name="UserId">The person's account.</param>
/// <param name="Name">What the person was called when assigned.</param>
internal sealed record JobPerson(long UserId, string Name);

/// <summary>A stage of a job.</summary>
/// <param name="Position">From 1.</param>
/// <param name="Name">As customers see it.</param>
/// <param name="DoneAt">When it was ticked; null while it is not done.</param>
/// <param name="IsCurrent">True for the one that is worked on.</param>
internal sealed record JobStage(int Position, string Name, DateTimeOffset? DoneAt, bool IsCurrent);

/// <summary>Something that the job needs, on the list that staff tick off.</summary>
internal sealed record JobMaterial(int Position, string Name, DateTimeOffset? DoneAt, long? DoneBy);

/// <summary>The job will be done at another time than was said before.</summary>
/// <param name="At">When that was said.</param>
/// <param name="Actor">Who said so: <c>user:12</c>.</param>
/// <param name="Reason"><c>started</c> when the duration counts from the start, <c>changed</c> when a person set it.</param>
/// <param name="FromTime">The estimate before.</param>
/// <param name="ToTime">The estimate after.</param>
internal sealed record JobTimeChange(DateTimeOffset At, string Actor, string Reason, DateTimeOffset FromTime, DateTimeOffset ToTime);

/// <summary>How to reach the customer.</summary>
internal sealed record JobCustomer(long UserId, string Name, string? Phone, string? Email);

/// <summary>Everything of one job. Members that are the workshop's own business are absent for customers.</summary>
internal sealed record JobDetails
{
    public required long JobId { get; init; }

    public required int WorkshopId { get; init; }

    /// <summary>What the workshop is called.</summary>
    public required string WorkshopName { get; init; }

    public required string CustomerName { get; init; }

    public required int PitId { get; init; }

    public required int PitNumber { get; init; }

    public required string CarModel { get; init; }

    public required string CarPlate { get; init; }

    public required string WorkType { get; init; }

    /// <summary><c>waiting</c>, <c>in_progress</c>, <c>quality_check</c>, <c>completed</c> or <c>cancelled</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The steps that are possible now.</summary>
    public required IReadOnlyList<string> NextStatuses { get; init; }

    public required int EstimatedDurationMinutes { get; init; }

    public required DateTimeOffset EstimatedEndTime { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was completed or cancelled.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The name of the stage that is worked on.</summary>
    public string? CurrentStage { get; init; }

    public required IReadOnlyList<JobStage> Stages { get; init; }

    public required IReadOnlyList<JobPerson> Staff { get; init; }

    /// <summary>The customer's, 1 to 5.</summary>
    public int? Rating { get; init; }

    public string? RatingComment { get; init; }

    public DateTimeOffset? RatedAt { get; init; }

    /// <summary>Grows with every change.</summary>
    public required long Version { get; init; }

    /// <summary>Not for customers, who know themselves.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public JobCustomer? Customer { get; init; }

    /// <summary>Not for customers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobMaterial>? Materials { get; init; }

    /// <summary>Every other estimate that it had, oldest first. Not for customers.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<JobTimeChange>? TimeChanges { get; init; }
}
