using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Platform.ServiceDefaults.Http;

/// <summary>
/// Errors as RFC 9457 problem details. <c>type</c> is a stable code that programs compare (<c>password_change_required</c>);
/// <c>detail</c> says what was wrong and what to do.
/// </summary>
public static class Problems
{
    /// <summary>A problem with a stable <paramref name="code"/>, ready to be returned by a handler.</summary>
    public static ProblemHttpResult Of(int status, string code, string detail, params (string Name, object? Value)[] extensions) =>
        TypedResults.Problem(new ProblemDetails
        {
            Type = code,
            Title = TitleOf(code),
            Status = status,
            Detail = detail,
            Extensions = extensions.ToDictionary(e => e.Name, e => e.Value, StringComparer.Ordinal),
        });

    /// <summary>400 with the named fields under <c>errors</c>.</summary>
    public static ProblemHttpResult Invalid(params (string Field, string Message)[] errors) =>
        Of(StatusCodes.Status400BadRequest, "invalid_request", "One or more fields are not valid; see errors.",
            ("errors", errors.GroupBy(e => e.Field, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(e => e.Message).ToArray(), StringComparer.Ordinal)));

    /// <summary>404, the same for what is not there and what belongs to somebody else.</summary>
    public static ProblemHttpResult NotFound(string what) =>
        Of(StatusCodes.Status404NotFound, "not_found", $"There is no such {what}.");

    /// <summary>409 with a code that names the conflict.</summary>
    public static ProblemHttpResult Conflict(string code, string detail, params (string Name, object? Value)[] extensions) =>
        Of(StatusCodes.Status409Conflict, code, detail, extensions);

    /// <summary>429 with <c>Retry-After</c> in whole seconds.</summary>
    public static ProblemHttpResult TooMany(HttpContext http, string code, string detail, TimeSpan retryAfter, params (string Name, object? Value)[] extensions)
    {
        SetRetryAfter(http, retryAfter);
        return Of(StatusCodes.Status429TooManyRequests, code, detail, extensions);
    }

    /// <summary>Sets <c>Retry-After</c>, at least one second.</summary>
    public static void SetRetryAfter(HttpContext http, TimeSpan retryAfter)
    {
        ArgumentNullException.ThrowIfNull(http);
        http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }

    internal static void AddProblems(this IServiceCollection services)
    {
        services.AddProblemDetails(options => options.CustomizeProblemDetails = context =>
        {
            var problem = context.ProblemDetails;
            var status = problem.Status ?? context.HttpContext.Response.StatusCode;
            if (problem.Type is null || problem.Type.StartsWith("https://", StringComparison.Ordinal))
            {
                problem.Type = CodeOf(status);
                problem.Title = TitleOf(problem.Type);
                problem.Detail ??= DetailOf(status);
            }

            problem.Extensions.Remove("traceId");
            problem.Extensions.Remove("trace_id");
            if (status == StatusCodes.Status503ServiceUnavailable && context.HttpContext.Response.Headers.RetryAfter.Count == 0)
                SetRetryAfter(context.HttpContext, TimeSpan.FromSeconds(5));

            // Installed agents of /api/device/* read a plain error string.
            if (context.HttpContext.Request.Path.StartsWithSegments("/api/device", StringComparison.Ordinal))
                problem.Extensions.TryAdd("error", problem.Detail);
        });
        // Also outside Development a body that cannot be read is an exception, so that the answer can name the field.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        services.AddExceptionHandler<ExceptionToProblem>();
    }

    private static string CodeOf(int status) => status switch
    {
        400 => "invalid_request",
        401 => "unauthenticated",
        402 => "payment_required",
        403 => "forbidden",
        404 => "not_found",
        405 => "method_not_allowed",
        409 => "conflict",
        413 => "body_too_large",
        415 => "unsupported_media_type",
        429 => "too_many_requests",
        502 or 503 or 504 => "service_unavailable",
        _ => "internal_error",
    };

    private static string TitleOf(string code)
    {
        var words = code.Replace('_', ' ');
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    private static string? DetailOf(int status) => status switch
    {
        401 => "Sign in and send the access token as 'Authorization: Bearer …'.",
        403 => "Your role does not allow this.",
        404 => "There is nothing at this address that you may see.",
        405 => "This address does not take that method.",
        413 => "The request body is larger than this address accepts.",
        415 => "Send JSON with 'Content-Type: application/json'.",
        429 => "Too many requests; wait as long as Retry-After says.",
        502 or 503 or 504 => "A part of the platform is not reachable at the moment; try again shortly.",
        >= 500 => "Something went wrong on our side; quote X-Request-Id when you report it.",
        _ => null,
    };
}

/// <summary>Turns the exceptions that a request may end with into problem details; unknown ones are logged and answer 500.</summary>
internal sealed partial class ExceptionToProblem(IProblemDetailsService problems, ILogger<ExceptionToProblem> logger, IEnumerable<IUnavailability> unavailability, IEnumerable<IRefusedData> refusedData)
    : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            BadHttpRequestException bad => OfBadRequest(bad),
            OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested => new ProblemDetails { Status = 499 },
            TimeoutException or HttpRequestException or HttpIOException or OperationCanceledException => new ProblemDetails { Status = 503 },
            _ when unavailability.Any(u => u.Means(exception)) => new ProblemDetails { Status = 503 },
            _ when refusedData.Any(r => r.Means(exception)) => OfRefusedData(),
            _ => new ProblemDetails { Status = 500 },
        };
        if (problem.Status >= 500) LogFailed(httpContext.Request.Method, httpContext.Request.Path, problem.Status.Value, exception);
        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    private static ProblemDetails OfBadRequest(BadHttpRequestException bad)
    {
        var problem = new ProblemDetails { Status = bad.StatusCode };
        if (bad.StatusCode != StatusCodes.Status400BadRequest) return problem;
        problem.Type = "invalid_request";
        problem.Title = "Invalid request";
        problem.Detail = "The request could not be read; see errors.";
        var (fields, message) = bad.InnerException is JsonException json
            ? (FieldsOf(json), "is missing, or not of the type that is documented")
            : ([ParameterOf(bad.Message)], "is missing or has the wrong form");
        problem.Extensions["errors"] = fields.Distinct(StringComparer.Ordinal).ToDictionary(f => f, _ => new[] { message }, StringComparer.Ordinal);
        return problem;
    }

    /// <summary>The store does not say which field it was, so none is named.</summary>
    private static ProblemDetails OfRefusedData() => new()
    {
        Status = StatusCodes.Status400BadRequest,
        Type = "invalid_request",
        Title = "Invalid request",
        Detail = "A text of the request holds characters that cannot be stored, such as U+0000; leave them out.",
    };

    /// <summary>The serialiser names missing members in its message, in single quotes after "including:", and others in the path.</summary>
    private static string[] FieldsOf(JsonException json)
    {
        const string Missing = "including:";
        var at = json.Message.IndexOf(Missing, StringComparison.Ordinal);
        if (at < 0) return [FieldOf(json.Path)];
        var quoted = json.Message[(at + Missing.Length)..].Split('\'');
        return quoted.Length < 3 ? [FieldOf(json.Path)] : [.. quoted.Where((_, i) => i % 2 == 1)];
    }

    private static string FieldOf(string? jsonPath) => jsonPath is null or "$" ? "body" : jsonPath.TrimStart('$', '.');

    /// <summary>The framework quotes the parameter's name as the last word in double quotes or between "parameter" and a space.</summary>
    private static string ParameterOf(string message)
    {
        var start = message.IndexOf('"', StringComparison.Ordinal);
        if (start < 0 || message.Contains("body", StringComparison.Ordinal)) return "body";
        var end = message.IndexOf('"', start + 1);
        var name = end < 0 ? "body" : message[(start + 1)..end].Split(' ')[^1];
        return JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
    }

    [LoggerMessage(1001, LogLevel.Error, "{Method} {Path} failed with {Status}")]
    private partial void LogFailed(string method, string path, int status, Exception exception);
}

/// <summary>
/// Writes every problem as JSON, whatever the caller's <c>Accept</c> says: the framework's writer declines what is not
/// JSON, and an error would then end without an answer of its own.
/// </summary>
internal sealed class ProblemWriter(IOptions<ProblemDetailsOptions> options, IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        context.ProblemDetails.Status ??= http.Response.StatusCode;
        options.Value.CustomizeProblemDetails?.Invoke(context);
        await http.Response.WriteAsJsonAsync(
            context.ProblemDetails, context.ProblemDetails.GetType(), json.Value.SerializerOptions, "application/problem+json", http.RequestAborted);
    }
}

/// <summary>Says which exceptions mean that something the service needs is away for now (database, bus): those answer 503.</summary>
public interface IUnavailability
{
    /// <summary>True when <paramref name="exception"/> is such an outage and not a defect.</summary>
    bool Means(Exception exception);
}

/// <summary>Says which exceptions mean that a store refused what the request brought (text it cannot hold): those answer 400.</summary>
public interface IRefusedData
{
    /// <summary>True when <paramref name="exception"/> is the fault of the request's data and not of the service.</summary>
    bool Means(Exception exception);
}
