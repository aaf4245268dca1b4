using System.ComponentModel.DataAnnotations;

namespace Platform.Telemetry.Retention;

/// <summary>How long readings stay in the database and where they go then (<c>Retention:*</c>).</summary>
internal sealed class ArchiveOptions
{
    /// <summary>Days in the database. Not fewer than readings may be late: a day that is archived gets no more readings.</summary>
    [Range(90, 3650, ErrorMessage = "Retention:Days must be between 90 and 3650, for example 90.")]
    public int Days { get; set; } = 90;

    /// <summary>Folder of the archive: <c>{folder}/{kind}/{tenant}/{yyyy-MM-dd}.csv.gz</c>. Empty: readings are dropped without one.</summary>
    public string ArchiveFolder { get; set; } = "";
}
