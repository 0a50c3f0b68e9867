"""gongbao-kg: from a printed Chinese government gazette to an RDF graph that answers.

>>> import kg
>>> kg.__version__
'0.1.0'
"""

__version__ = "0.1.0"
