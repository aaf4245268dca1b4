using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Platform.Contracts.DeviceRegistry;
using Platform.Messaging;

namespace Platform.MqttBridge.BrokerAuth;

/// <summary>
/// The questions of rabbitmq_auth_backend_http: POST forms, answered <c>allow</c> or <c>deny</c> with 200. Reached by the
/// broker only, never routed by the gateway. Answers come from memory; a refusal says nothing about why.
/// </summary>
internal static class BrokerAuthEndpoints
{
    private static readonly Meter Meter = new("Platform.MqttBridge");
    private static readonly Histogram<double> Seconds = Meter.CreateHistogram<double>("platform.broker_auth.duration", "s");
    private static readonly Counter<long> Answers = Meter.CreateCounter<long>("platform.broker_auth.answers", "{answer}");

    public static void MapBrokerAuth(this IEndpointRouteBuilder app)
    {
        var broker = app.MapGroup("/broker");
        broker.ExcludeFromDescription().AllowAnonymous().DisableAntiforgery().DisableRequestTimeout();
        broker.MapPost("/user", User);
        broker.MapPost("/vhost", VirtualHost);
        broker.MapPost("/resource", Resource);
        broker.MapPost("/topic", Topic);
    }

    private static ContentHttpResult User(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, [FromForm] string? username, [FromForm] string? password, [FromForm(Name = "client_id")] string? clientId) =>
        Answer("user", devices, () => authorizer.MayConnect(username ?? "", password ?? "", clientId));

    // The client id comes with each question of an MQTT connection (3.10: client_id, for topics variable_map.client_id).
    // It is checked each time, so that a broker that leaves it out at sign-in still lets nobody act under a foreign one.
    private static ContentHttpResult VirtualHost(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, [FromForm] string? username, [FromForm] string? vhost, [FromForm(Name = "client_id")] string? clientId) =>
        Answer("vhost", devices, () => vhost == "/" && authorizer.MayBe(username ?? "", clientId));

    private static ContentHttpResult Resource(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, [FromForm] string? username, [FromForm] string? resource, [FromForm] string? name,
        [FromForm(Name = "client_id")] string? clientId) =>
        Answer("resource", devices, () => authorizer.MayBe(username ?? "", clientId) && authorizer.MayUse(username ?? "", resource ?? "", name ?? ""));

    private static ContentHttpResult Topic(
        BrokerAuthorizer authorizer, ReplicatedView<string, DeviceFacts> devices, [FromForm] string? username, [FromForm] string? name, [FromForm] string? permission,
        [FromForm(Name = "routing_key")] string? routingKey, [FromForm(Name = "variable_map.client_id")] string? clientId) =>
        Answer("topic", devices, () => name == BrokerAuthorizer.MqttExchange && authorizer.MayBe(username ?? "", clientId) && permission switch
        {
            "write" => authorizer.MayUseTopic(username ?? "", TopicPermission.Write, routingKey ?? ""),
            "read" => authorizer.MayUseTopic(username ?? "", TopicPermission.Read, routingKey ?? ""),
            _ => false,
        });

    /// <summary>Until the directory is filled nobody can be judged: refused, and devices try again.</summary>
    private static ContentHttpResult Answer(string question, ReplicatedView<string, DeviceFacts> devices, Func<bool> mayDo)
    {
        var started = Stopwatch.GetTimestamp();
        var isAllowed = devices.IsFilled && mayDo();
        Seconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds, new KeyValuePair<string, object?>("question", question));
        Answers.Add(1, new("question", question), new KeyValuePair<string, object?>("answer", isAllowed ? "allow" : "deny"));
        return TypedResults.Text(isAllowed ? "allow" : "deny");
    }
}
