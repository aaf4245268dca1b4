using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Claims;
using Platform.DeviceRegistry.Factory;
using Platform.ServiceDefaults.Http;

namespace Platform.DeviceRegistry.Setup;

/// <summary>Finds the unit that somebody means by a serial number that was scanned or typed.</summary>
internal static class SerialLookup
{
    private const int MaxTyped = 100;

    /// <summary>The unit, or the answer: a number that was mistyped is told apart from one that nobody has.</summary>
    public static async Task<(UnitOnSale? Unit, ProblemHttpResult? Problem)> FindAsync(ClaimStore claims, string typed, CancellationToken ct)
    {
        var normal = SerialNumber.Normalise(typed);
        // As it is printed, or, of units from before there was a check character, as it is given.
        var unit = typed.Length > MaxTyped ? null : await claims.FindAsync(normal is null ? [typed.Trim()] : [typed.Trim(), normal], ct);
        if (unit is not null) return (unit, null);
        return (null, normal is not null && SerialNumber.IsValid(normal)
            ? Problems.Of(StatusCodes.Status404NotFound, "unknown_serial", "There is no unit with this serial number.")
            : Problems.Of(StatusCodes.Status400BadRequest, "serial_typo", "This serial number was mistyped; compare it with the label.", ("errors", Errors)));
    }

    private static readonly Dictionary<string, string[]> Errors = new(StringComparer.Ordinal) { ["serial_number"] = ["does not fit its check character; compare it with the label"] };
}
