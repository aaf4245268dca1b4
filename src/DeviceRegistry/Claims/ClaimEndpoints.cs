using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.DeviceRegistry.Devices;
using Platform.DeviceRegistry.Setup;
using Platform.DeviceRegistry.Sharing;
using Platform.DeviceRegistry.Tenants;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Claims;

/// <summary>Somebody who holds a unit makes it the household's own.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/devices/register", ClaimAsync).RequireAuthorization(Policies.Person).TakesIdempotencyKey().WithTags("Setup")
            .WithSummary("Claim a unit; proof is the claim code under the scratch field, or a press of its button within two minutes");

    private static async Task<Results<Created<ClaimedDevice>, Ok<ClaimedDevice>, ProblemHttpResult>> ClaimAsync(
        ClaimDevice body, Caller caller, ClaimStore claims, TenantStore tenants, People people, TimeProvider time, HttpContext http, CancellationToken ct)
    {
        var errors = Check(body).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        if (!ClaimRules.OwnsAsTenant(caller)) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "Only those who run a household or workshop can add a device to it.");
        if (body.UserId is { } userId && await people.ResolveAsync(caller, userId, ct) is null) return Problems.NotFound("user");
        if (await tenants.FindCodeAsync(caller.TenantId!.Value, ct) is null) return TenantStore.NotKnownYet(http);

        var (unit, problem) = await SerialLookup.FindAsync(claims, body.SerialNumber!, ct);
        if (unit is null) return problem!;
        var now = time.GetUtcNow();
        return await claims.ClaimAsync(unit.DeviceId, new Claim(caller, caller.TenantId.Value, unit.SerialNumber, body.DeviceName!.Trim(), body.ClaimCode), now, ct) switch
        {
            ClaimOutcome.Claimed { Device: var device } => TypedResults.Created($"/api/devices/{device.DeviceId}", ClaimedDevice.Of(device)),
            ClaimOutcome.AlreadyYours { Device: var device } => TypedResults.Ok(ClaimedDevice.Of(device)),
            ClaimOutcome.NotClaimable { State: var state } => Refusal(state),
            ClaimOutcome.NoProof => Problems.Of(
                StatusCodes.Status403Forbidden, "proof_required", "Give the claim code under the label's scratch field, or hold the device's button for 3 seconds and try again within 2 minutes."),
            ClaimOutcome.WrongCode { TriesLeft: var left } => Problems.Of(
                StatusCodes.Status403Forbidden, "wrong_claim_code", "That is not the claim code of this unit; compare it with the label.", ("tries_left", left)),
            ClaimOutcome.TooManyGuesses { AgainAt: var at } => Problems.TooMany(
                http, "too_many_guesses", "Too many claim codes were wrong. Wait, or press the device's button instead.", at - now,
                ("limit", ClaimRules.MaxGuesses), ("used", ClaimRules.MaxGuesses), ("resets_at", at)),
            ClaimOutcome.Unknown => Problems.NotFound("device"),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }

    private static IEnumerable<(string Field, string Message)> Check(ClaimDevice body)
    {
        if (string.IsNullOrWhiteSpace(body.SerialNumber)) yield return ("serial_number", "is required, as it stands on the label");
        if (!DeviceName.IsValid(body.DeviceName)) yield return ("device_name", DeviceName.Message);
        if (body.ClaimCode is { Length: > 50 }) yield return ("claim_code", "has eight characters");
    }

    private static ProblemHttpResult Refusal(ClaimState state) => state switch
    {
        ClaimState.Claimed => Problems.Conflict("already_claimed", "This device is somebody else's. Its owner can share it, transfer it, or remove it."),
        ClaimState.Suspended => Problems.Of(StatusCodes.Status402PaymentRequired, "payment_required", "The vendor has switched this device off; ask the vendor."),
        _ => Problems.Conflict("not_for_sale", "This unit went back to the vendor and cannot be set up."),
    };
}

/// <summary>A claim. <paramref name="UserId"/> is the caller's own number, or id at the identity provider, and may be absent.</summary>
internal sealed record ClaimDevice(string? SerialNumber, string? DeviceName, [property: JsonConverter(typeof(TextOrNumber))] string? UserId, string? ClaimCode) : IRequestBody;

/// <summary>A device that is the caller's now.</summary>
internal sealed record ClaimedDevice(string DeviceId, string SerialNumber, string DeviceName, string DeviceType, string AccessLevel, IReadOnlyList<string> Permissions)
{
    public static ClaimedDevice Of(DeviceRow device) => new(
        device.DeviceId, device.SerialNumber, device.DeviceName ?? device.SerialNumber, device.DeviceType, GrantRules.Owner, GrantRules.WordsOf(GrantRules.PermissionsOf(GrantRules.Owner)));
}

/// <summary>Reads an id that some programs send as a number and others as text.</summary>
internal sealed class TextOrNumber : JsonConverter<string?>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number when reader.TryGetInt64(out var number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => throw new JsonException("An id is a number or a text."),
    };

    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
