using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceDirectory;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Licensing.Licenses;

/// <summary>May I work? Asked by a device with its own credentials, hourly while it is switched off.</summary>
internal static class DeviceQuestion
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromHours(1);

    public static void MapDeviceQuestion(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/device/license", AnswerAsync).RequireAuthorization(Policies.Device).WithTags("Device").WithSummary("May this device work? 200 with the lease, or 402 with the reason");

    private static async Task<Results<Ok<MayWork>, ProblemHttpResult>> AnswerAsync(CallingDevice device, LicenseQueries licenses, HttpContext http, CancellationToken ct)
    {
        var license = await licenses.OfDeviceAsync(device.DeviceId, ct);
        if (license is null)
        {
            Problems.SetRetryAfter(http, TimeSpan.FromSeconds(5));
            return Problems.Of(StatusCodes.Status503ServiceUnavailable, "license_not_issued_yet", "The device was registered a moment ago; ask again.");
        }

        if (license.Status == "active") return TypedResults.Ok(new MayWork(license.Status, license.Lease));
        Problems.SetRetryAfter(http, AskAgainAfter);
        return Problems.Of(
            StatusCodes.Status402PaymentRequired, "payment_required", string.Create(CultureInfo.InvariantCulture, $"The device's license is {license.Status}."),
            ("reason", license.Reason), ("since", license.ChangedAt), ("retry_after", (int)AskAgainAfter.TotalSeconds));
    }
}

/// <summary>The device may work; <paramref name="Lease"/> is its newest lease (JWS compact).</summary>
internal sealed record MayWork(string Status, string? Lease);
