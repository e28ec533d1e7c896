"""Sits the exam that every methodology sits."""

from lcspr_core.conformance import MethodologyExam


class TestLearningCircle(MethodologyExam):
    methodology = "learning_circle"
