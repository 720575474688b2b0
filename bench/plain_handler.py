"""The yardstick of bench/cold-start-image.sh: what PlainHandler does, in Python with boto3; the same calls, one for one."""

import boto3
from botocore.config import Config

TABLE = "dromedary-ledger"

s3 = boto3.client("s3", config=Config(s3={"addressing_style": "path"}))
dynamodb = boto3.client("dynamodb")
events = boto3.client("events")


def get(name):
    dynamodb.get_item(TableName=TABLE, Key={"id": {"S": name}}, ConsistentRead=True)


def put(name, state):
    dynamodb.put_item(
        TableName=TABLE,
        Item={"id": {"S": name}, "state": {"S": state}},
        ConditionExpression="attribute_not_exists(id)",
    )


def handle(event, context):
    news = event["Records"][0]["s3"]
    bucket = news["bucket"]["name"]
    key = news["object"]["key"]
    name = key.removeprefix("raw/").removesuffix(".csv")
    identifier = f"health-ingest#{bucket}/{key}"
    get(identifier)
    put(identifier, "RUNNING")
    stored = s3.get_object(Bucket=bucket, Key=key, IfMatch=f'"{news["object"]["eTag"]}"')
    text = stored["Body"].read().decode()
    lines = text.splitlines()
    valid = [line for line in lines if ",," not in line]
    rejected = [line for line in lines if ",," in line]
    put(identifier, "RUNNING")
    get("content")
    s3.put_object(Bucket=bucket, Key=f"processed/{name}.csv", Body="\n".join(valid))
    s3.put_object(Bucket=bucket, Key=f"rejected/{name}_rejected.csv", Body="\n".join(rejected))
    s3.put_object(Bucket=bucket, Key=f"processed/{name}_manifest.json", Body=f'{{"input":{len(text)}}}')
    s3.put_object(Bucket=bucket, Key=f"lineage/{name}.json", Body=f'{{"rows":{len(lines)}}}')
    events.put_events(
        Entries=[
            {
                "Source": "health.data.ingestor",
                "DetailType": "Data Processing Complete",
                "Resources": [f"arn:aws:s3:::{bucket}"],
                "Detail": f'{{"processed_key":"processed/{name}.csv"}}',
            }
        ]
    )
    put("content", identifier)
    put(identifier, "DONE")
    return {"outcome": "success"}
