using System.ComponentModel.DataAnnotations;

namespace Platform.Telemetry.Retention;

/// <summary>How long readings stay in the database and where they go then (<c>Retention:*</c>).</summary>
internal sealed class ArchiveOptions
{
    /// <summary>Days in the database.</summary>
    [Range(1, 3650, ErrorMessage = "Retention:Days must be between 1 and 3650, for example 90.")]
    public int Days { get; set; } = 90;

    /// <summary>Folder of the archive: <c>{folder}/{kind}/{tenant}/{yyyy-MM-dd}.csv.gz</c>. Empty: readings are dropped without one.</summary>
    public string ArchiveFolder { get; set; } = "";
}
