using System.Text.RegularExpressions;
using Platform.Contracts.Licensing;

namespace Platform.Licensing.Licenses;

/// <summary>What a switch asks for.</summary>
/// <param name="To"><see cref="LicenseStatus.Active"/> or <see cref="LicenseStatus.Suspended"/>.</param>
/// <param name="Reason">Why, such as <c>payment_overdue</c>.</param>
/// <param name="ExpiresAt">A new end of the license, when it is activated.</param>
internal sealed record SwitchRequest(LicenseStatus To, string Reason, DateTimeOffset? ExpiresAt);

/// <summary>What a switch comes to.</summary>
internal abstract record SwitchOutcome
{
    /// <summary>The license is so from now on; also when it was so before, because the command is to be sent again.</summary>
    public sealed record Switched(LicenseStatus Status, string Reason, DateTimeOffset ChangedAt, DateTimeOffset? ExpiresAt) : SwitchOutcome;

    /// <summary>The license's time is over: only a new end makes it active.</summary>
    public sealed record TimeIsOver(DateTimeOffset ExpiredAt) : SwitchOutcome;

    /// <summary>Its workshop is suspended: its licenses become active with it and not before.</summary>
    public sealed record WorkshopIsSuspended : SwitchOutcome;
}

/// <summary>The rules of a license. Pure.</summary>
internal static partial class LicenseRules
{
    /// <summary>Reason of a license whose time is over.</summary>
    public const string ExpiredReason = "license_expired";

    /// <summary>Reason of a license that was suspended with its workshop. Nobody else may give it: it is what is lifted with the workshop.</summary>
    public const string WorkshopSuspendedReason = "workshop_suspended";

    /// <summary>Why a license that was suspended with its workshop is active again.</summary>
    public const string WorkshopActivatedReason = "workshop_activated";

    public static SwitchOutcome Switch(
        LicenseStatus status, DateTimeOffset changedAt, DateTimeOffset? expiresAt, SwitchRequest request, DateTimeOffset now, bool isWorkshopSuspended = false)
    {
        if (request.To == LicenseStatus.Active && isWorkshopSuspended) return new SwitchOutcome.WorkshopIsSuspended();
        var end = request.ExpiresAt ?? expiresAt;
        if (request.To == LicenseStatus.Active && end is { } over && over <= now) return new SwitchOutcome.TimeIsOver(over);
        return new SwitchOutcome.Switched(
            request.To,
            request.To == LicenseStatus.Active ? "" : request.Reason,
            request.To == status ? changedAt : now,
            request.To == LicenseStatus.Active ? end : expiresAt);
    }

    /// <summary>
    /// The status that a license gets because its device came to another tenant; null when it stays as it is. What was suspended by
    /// itself stays suspended whoever has the device; a license whose time ended meanwhile expires, as it would have done had it been active.
    /// </summary>
    public static LicenseStatus? AfterMove(LicenseStatus status, string reason, DateTimeOffset? expiresAt, bool isNewTenantSuspended, DateTimeOffset now) => (status, isNewTenantSuspended) switch
    {
        (LicenseStatus.Active, true) => LicenseStatus.Suspended,
        (LicenseStatus.Suspended, false) when reason == WorkshopSuspendedReason => expiresAt <= now ? LicenseStatus.Expired : LicenseStatus.Active,
        _ => null,
    };

    /// <summary>The reason that goes with it.</summary>
    public static string ReasonAfterMove(LicenseStatus status) => status switch
    {
        LicenseStatus.Suspended => WorkshopSuspendedReason,
        LicenseStatus.Expired => ExpiredReason,
        _ => "",
    };

    /// <summary>What is wrong with a request, field by field.</summary>
    public static IEnumerable<(string Field, string Message)> Check(string? reason, DateTimeOffset? expiresAt, DateTimeOffset now)
    {
        if (reason is null || !ReasonForm().IsMatch(reason))
            yield return ("reason", "is required: 1 to 50 characters of a-z, 0-9 and '_', such as payment_overdue or payment_received");
        else if (reason == WorkshopSuspendedReason)
            yield return ("reason", "workshop_suspended is kept for suspending a whole workshop; suspend the workshop, or give another reason");
        if (expiresAt is { } end && end <= now) yield return ("expires_at", "must be in the future");
    }

    [GeneratedRegex("^[a-z0-9_]{1,50}\\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex ReasonForm();
}

/// <summary>The words for the states of a license in the database and in the API.</summary>
internal static class LicenseWords
{
    public static string Word(this LicenseStatus status) => status switch
    {
        LicenseStatus.Active => "active",
        LicenseStatus.Suspended => "suspended",
        LicenseStatus.Expired => "expired",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "There is no such license status."),
    };

    public static LicenseStatus Parse(string word) => word switch
    {
        "active" => LicenseStatus.Active,
        "suspended" => LicenseStatus.Suspended,
        "expired" => LicenseStatus.Expired,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "There is no such license status."),
    };
}
